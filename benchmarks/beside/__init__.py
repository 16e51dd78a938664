"""What measurements beside Datasette share: the archive in PostgreSQL, the servers, the questions, the clock."""

"""What the API says of each thing: one file for each noun."""

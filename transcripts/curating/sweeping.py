"""Clearing out what the database's files still hold of rows that are gone."""

from __future__ import annotations

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)

TABLES = ("transcripts_tweet", "transcripts_sighting", "transcripts_participant", "transcripts_handle")


def sweep() -> None:
    """Rewrite SQLite's file without what was deleted, and empty its log; have PostgreSQL give up dead rows.

    PostgreSQL keeps the bytes of a dead row in its page until another takes its place, and in its write-ahead log and
    backups for as long as those are kept: only VACUUM FULL and their own expiry end that. Cannot run in a transaction.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f"VACUUM {', '.join(TABLES)}")
            return
        # Otherwise the whole archive would be copied into memory.
        cursor.execute("PRAGMA temp_store=FILE")
        try:
            cursor.execute("VACUUM")
        except OperationalError as error:
            log.warning(
                "The database was not rewritten (%s); what is deleted was overwritten in it all the same.", error
            )
        cursor.execute("PRAGMA temp_store=MEMORY")
    empty_log()


def empty_log() -> None:
    """Write SQLite's write-ahead log into its file, where what is deleted is overwritten."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
    if is_busy:
        log.warning("Somebody was reading: what was removed leaves the write-ahead log with a later checkpoint.")

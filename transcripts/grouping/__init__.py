"""Grouping: which hour, which question. Pure: no Django, no database."""

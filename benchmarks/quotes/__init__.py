"""How well, and how fast, the quote finder finds."""

"""Damaged exports by the thousand: each is made from a seed and a number, and can be made again."""

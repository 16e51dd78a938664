"""Whether the site is well made: `python -m tests.site` (`make check-site`) asks validators about pages of the demo.

The quick ones run in `make test`, too (test_quick.py). A new one is a file in `validators/` and a line in its registry.
"""

"""How fast the engines find, beside Datasette (SQLite's FTS5), over HTTP on one machine in one run.

    python -m venv PEER && PEER/bin/pip install datasette==0.65.5 sqlite-utils==4.2.1
    python -m benchmarks.search --peer PEER [--place DIR] [--posts 334427 33443] [--engines postgres]

The posts are those of ../shared/data/volume, all of them public (see tests/search/volume.py), in a PostgreSQL server
that the benchmark starts. Both engines answer from its rows; what is measured is the JSON that `serving.py` makes of
`search.find` and `search.count_facets`, served as `manage.py serve` does, and Datasette's JSON of the same posts with
an index of full text, of authors and of dates. Of fewer posts (the newest) each engine has an index of its own,
PostgreSQL in a copy of the database. With `--place` what was built stays there for the next run.
"""

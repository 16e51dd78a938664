"""How fast the API answers, beside Datasette's JSON of the same posts, and how much memory reading everything takes.

    python -m venv PEER && PEER/bin/pip install datasette==0.65.5 sqlite-utils==4.2.1
    python -m benchmarks.api --peer PEER [--place DIR] [--posts 33443] [--without-bulk]

The posts are those of ../shared/data/volume, or every so-many-th of them, all public in one series with a chat a month
(see tests/search/volume.py), in a PostgreSQL server that the benchmark starts. Ours is the whole application, served as
`manage.py serve` does; Datasette has the same posts with an index of full text, of authors and of dates. With `--place`
what was built stays there for the next run of as many posts.
"""

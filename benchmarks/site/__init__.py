"""How long an export of the whole site takes, and how much it weighs.

    python -m benchmarks.site --chats 100 --posts 40     made-up chats, the same each time
    python -m benchmarks.site FILE … --series critlib    the chats of real files
    python -m benchmarks.site --demo --without-cards     those of the demo, without the pictures that go with links

Each run takes the chats into an archive of its own in a temporary directory, exports it, exports it again unchanged
(but not with --once), and prints what it took.
"""

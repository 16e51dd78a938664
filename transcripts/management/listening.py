"""Whether an address is free to listen on."""

from __future__ import annotations

import socket

from django.core.management.base import CommandError


def refuse_used_port(address: str, port: int) -> None:
    """Raise CommandError where nothing can listen on a port, before anything is done for it."""
    try:
        family = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except (OSError, OverflowError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        told = f"Nothing can listen on port {port} of {address}: {reason.rstrip('.')}."
        raise CommandError(f"{told} Choose another with --port, or as in `make demo PORT=8001`.") from error

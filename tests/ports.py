"""A port for a process that is about to start: nobody else takes it meanwhile."""

import itertools
import os
import socket

LOWEST, HIGHEST = 10_000, 32_000
"""Below those that the system gives to whoever asks for any: to each connection, and to each other server of a test."""

_next = itertools.count(os.getpid() * 1009)


def free_port() -> int:
    """Another one each time, and others in each process of a run."""
    for number in _next:
        port = LOWEST + number % (HIGHEST - LOWEST)
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise AssertionError("unreachable: the count has no end")

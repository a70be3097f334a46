"""The process of `tests/forked.py` that has imported everything and is asked for children; ends when nobody can ask.

A request comes through standard input, a socket: JSON with `words` (what follows `python`), `folder` and `env`, and
four files: the child's input, output and errors, and where to write its process id and, once it has ended, how.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import sys
import types
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

ROOMS = ("domain", "storage", "views", "handlers", "bot")
LATE = ("alembic.command", "dateparser", "jinja2", "rich.progress", "sqlalchemy.dialects.postgresql.psycopg")
"""What is imported only where it is needed."""
HEAD = 8
"""Bytes before each request: how long it is."""


def read_all() -> None:
    """Every module of ours but those that are run, and with them what they need."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__") and ".migrations" not in module.name:
                importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)


@dataclass
class Forking:
    """Forks, and tells of every child that has ended: one thread, so that no child ends unseen."""

    channel: socket.socket
    children: dict[int, int] = field(default_factory=dict)

    def serve(self) -> dict[str, Any] | None:
        """In a child, what it is to be; in the process itself None, when nobody can ask any more."""
        woken, wakes = socket.socketpair()
        wakes.settimeout(0)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes.fileno())
        with selectors.DefaultSelector() as waits, woken, wakes:
            waits.register(self.channel, selectors.EVENT_READ)
            waits.register(woken, selectors.EVENT_READ)
            while True:
                for key, _ in waits.select():
                    if key.fileobj is woken:
                        woken.recv(4096)
                        self._reap()
                    elif not (asked := self._asked()):
                        return None
                    elif not self._forked(asked[1]):
                        signal.set_wakeup_fd(-1)
                        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                        # Ignored in all that a shell starts in the background, and by then in their children.
                        signal.signal(signal.SIGINT, signal.default_int_handler)
                        return self._own(*asked)

    def _asked(self) -> tuple[dict[str, Any], list[int]] | None:
        head, files, _, _ = socket.recv_fds(self.channel, HEAD, 4)
        if not head:
            return None
        body = b""
        while len(body) < int(head):
            body += self.channel.recv(int(head) - len(body))
        return json.loads(body), files

    def _forked(self, files: list[int]) -> int:
        child = os.fork()
        if child:
            *own, told = files
            for file in own:
                os.close(file)
            os.write(told, b"%d\n" % child)
            self.children[child] = told
        return child

    def _own(self, asked: dict[str, Any], files: list[int]) -> dict[str, Any]:
        """Nothing is left of what the others have."""
        for told in (*self.children.values(), files.pop()):
            os.close(told)
        self.channel.close()
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        return asked

    def _reap(self) -> None:
        while self.children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if not child:
                return
            told = self.children.pop(child)
            with suppress(BrokenPipeError):  # whoever asked for it has forgotten it
                os.write(told, b"%d\n" % os.waitstatus_to_exitcode(status))
            os.close(told)

    def end(self) -> None:
        """Nobody outlives whoever asked."""
        for child in self.children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def become(asked: dict[str, Any]) -> None:
    """What Python does with `-m MODULE ...` and `-c PROGRAM ...`."""
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["folder"])
    how, what, *words = asked["words"]
    sys.argv = [how, *words]
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        main = sys.modules["__main__"] = types.ModuleType("__main__")
        exec(compile(what, "<string>", "exec"), main.__dict__)


def main() -> None:
    read_all()
    gc.collect()
    gc.freeze()  # what a collection does not touch is shared by all
    forking = Forking(socket.socket(fileno=os.dup(0)))
    if asked := forking.serve():
        become(asked)
    else:
        forking.end()


if __name__ == "__main__":
    main()

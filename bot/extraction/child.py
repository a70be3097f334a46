"""The child: limits itself, gives up what it does not need, reads one file from its input, and says what is in it.

It is started with an empty environment and ended after WALL seconds. It gives up the network where the kernel lets it
(a name space of its own), and in any case whatever opens a socket, starts a program or writes a file is refused from
then on, by a hook that nothing inside can take away. What it says is believed no more than the file is.
"""

import ctypes
import json
import os
import resource
import sys

from bot.extraction.limits import ANSWER, CPU, LARGEST, LONGEST, MEMORY
from bot.extraction.tidied import tidy
from bot.extraction.types import Type, is_packed, is_pdf, refuse_old, text_of, written_type
from domain.refusal import Refusal

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # unshare(2)
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.fork",
    "ctypes.",
    "os.kill",
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit() -> None:
    """From here on this process cannot use more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER, ANSWER))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def give_up() -> None:
    """No network, no programs, no files but to read."""
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NET)
    sys.addaudithook(_hook)


def _hook(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(event)
    if event == "open" and isinstance(args[2], int) and args[2] & _WRITES:
        raise PermissionError(event)


def read(body: bytes) -> tuple[Type, str]:
    """The type of the file and its text; Refusal where it is nothing that is read here."""
    if not body.strip():
        raise Refusal("document-empty")
    if len(body) > LARGEST:
        raise Refusal("document-too-large")
    refuse_old(body)
    if is_packed(body):
        from bot.extraction import office  # noqa: PLC0415  # each file needs one of them, and a file is a process

        return office.read(body)
    if is_pdf(body):
        from bot.extraction import pdf  # noqa: PLC0415  # as above

        return Type.PDF, pdf.read(body)
    text = text_of(body)
    kind = written_type(text)
    if kind is Type.HTML:
        from bot.extraction import markup  # noqa: PLC0415  # as above

        text = markup.read(text)
    if kind is Type.MARKDOWN:
        from bot.extraction import markdown  # noqa: PLC0415  # as above

        text = markdown.plain(text[:LONGEST])
    return kind, text


def answer(body: bytes) -> bytes:
    """What is said of a file: its type and text, or why not."""
    try:
        kind, text = read(body)
        said = {"type": kind.value, "text": tidy(text[:LONGEST])}
    except Refusal as refusal:
        said = {"refused": refusal.reason}
    except (MemoryError, RecursionError):
        said = {"refused": "document-too-heavy"}
    except Exception:  # noqa: BLE001  # whatever a library makes of a broken file: that it is broken is all there is to say
        said = {"refused": "document-unreadable"}
    return json.dumps(said).encode()


def main() -> None:
    """One file."""
    limit()
    give_up()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(LARGEST + 1)))


if __name__ == "__main__":
    main()

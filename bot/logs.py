"""Logs: one line an event, JSON for machines. No secret, and nothing that a person typed, ever gets in.

An exception is logged as its class and where it was raised: its message may quote what somebody typed. So may what
libraries say: of theirs only the place where they said it is kept.
"""

import logging
import sys
import traceback
from contextlib import suppress
from io import TextIOBase
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger

DEEPEST = 12
"""Frames that are told of an exception, those nearest to where it was raised."""


def configure(log_format: str) -> None:
    """For the whole process: our own events and those of the libraries, on standard output."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _bare_exception,
    ]
    last = structlog.dev.ConsoleRenderer() if log_format == "console" else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, last],
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", Forgiving(sys.stdout))),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_library, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False  # what cannot be logged would be quoted on stderr, with its arguments


class Forgiving(TextIOBase):
    """What a full disk or a closed pipe does not take of the log is lost, and nothing else is: whoever logs goes on
    with their work, as libraries do (logging.Handler.handleError).
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """How much of it would be written."""
        with suppress(OSError):
            self._out.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._out.flush()


def bare(error: BaseException) -> EventDict:
    """What may be told of an exception: its class, and where it was raised."""
    return {
        "error": type(error).__name__,
        "raised_at": [
            f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-DEEPEST:]
        ],
    }


def _library(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    record = event["_record"]
    return {**event, "event": f"{record.module}:{record.lineno}", "library": record.name}


def _bare_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    return {**event, **bare(error)} if isinstance(error, BaseException) else event

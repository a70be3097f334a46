"""Logs: one line an event, JSON for machines. No secret, and nothing that a person typed, ever gets in.

An exception is logged as its class and where it was raised: its message may quote what somebody typed.
"""

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

QUOTING = ("slack_bolt", "slack_sdk", "botbuilder", "aiohttp.server")
"""Libraries whose messages quote request bodies: of theirs only the level and the place are kept."""


def configure(log_format: str) -> None:
    """For the whole process: our own events and those of the libraries."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _bare_exception,
    ]
    last = structlog.dev.ConsoleRenderer() if log_format == "console" else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, last],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_library, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _library(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    record = event["_record"]
    event["library"] = record.name
    if record.name.startswith(QUOTING):
        event["event"] = f"{record.module}:{record.lineno}"
    return event


def _bare_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["raised_at"] = [
            f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-12:]
        ]
    return event

"""What may be wrong with a database that is no bug of ours, as one sentence for whoever looks after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

CollisionError = IntegrityError
"""Two did the same at once, and the other was first."""


_DEADLOCK, _READ_ONLY, _FROZEN = "40P01", "25006", "25P03"
"""PostgreSQL's codes (its manual, appendix A). Its driver is imported by whoever uses PostgreSQL, and nobody else."""


class UnusableError(Exception):
    """The database cannot be used; the sentence says why, without its URL, a statement or a value."""


class DeadlockError(UnusableError):
    """Two transactions waited for each other, and this one was undone: all of it can be done again at once."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """UnusableError for whatever the database says; CollisionError as it is."""
    try:
        yield
    except CollisionError:
        raise
    except (SQLAlchemyError, OSError) as error:
        raise UnusableError(f"The database cannot be used: {_reason(error)}.") from error


# SQLite calls these operational too.
_BUGS = ("no such ", "near ", "table ", "attempt to write a readonly database")


@contextmanager
def answering() -> Iterator[None]:
    """UnusableError where the database is down, locked or out of connections, or has ended the transaction of a process
    that was frozen; what is a bug stays what it is.
    """
    try:
        yield
    except InternalError as error:
        if _code(error) != _FROZEN:
            raise
        raise UnusableError(f"The database cannot be used: {_reason(error)}.") from error
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        if _reason(error).startswith(_BUGS):
            raise
        unusable = DeadlockError if _is_deadlock(error) else UnusableError
        raise unusable(f"The database cannot be used: {_reason(error)}.") from error


@contextmanager
def taking_writes() -> Iterator[None]:
    """UnusableError where PostgreSQL lets nobody write, as a standby does, or one that is about to be one."""
    try:
        yield
    except InternalError as error:
        if _code(error) != _READ_ONLY:
            raise
        raise UnusableError(f"The database cannot be used: {_reason(error)}.") from error


def _is_deadlock(error: SQLAlchemyError) -> bool:
    return isinstance(error, DBAPIError) and _code(error) == _DEADLOCK


def _code(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _reason(error: SQLAlchemyError | OSError) -> str:
    """Only the first line of a driver's words: those behind it may quote what is stored."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        words = str(error.orig).strip()
        return words.splitlines()[0].rstrip(".") if words else type(error.orig).__name__
    if isinstance(error, ArgumentError):
        return "DATABASE_URL names none that Tandem knows"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return type(error).__name__

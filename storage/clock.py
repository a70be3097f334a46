"""The database's own clock: leases of several machines are compared with nothing else."""

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Clock(FunctionElement[float]):
    """Seconds since 1970, as the database counts them."""

    type = Float()
    inherit_cache = True


@compiles(Clock, "sqlite")
def _sqlite(_clock: Clock, _compiler: SQLCompiler, **_options: object) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(Clock, "postgresql")
def _postgresql(_clock: Clock, _compiler: SQLCompiler, **_options: object) -> str:
    return "extract(epoch FROM clock_timestamp())::float"

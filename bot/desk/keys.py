"""tandem keys: a new key, and every token that is kept sealed with it."""

import typer

from bot.desk.opened import opened, settings
from bot.settings import stop

commands = typer.Typer(no_args_is_help=True, help="The keys that seal the tokens that are kept.")


@commands.command("new")
def keys_new() -> None:
    """Print a key for TOKEN_KEYS; put it in front of those that are there."""
    from bot.keys import new_key  # noqa: PLC0415  # 150 ms, which the other commands need not wait for

    typer.echo(new_key())


@commands.command("rotate")
def keys_rotate() -> None:
    """Seal every token with the first of TOKEN_KEYS, while Tandem serves; repeating it does no harm."""
    from bot.keys import Keys, rotate  # noqa: PLC0415  # as above

    keys = Keys(settings().token_keys)
    if not keys:
        stop("TOKEN_KEYS is not set. `tandem keys new` prints a key.")
    with opened() as database:
        done = rotate(database, keys)
    typer.echo(f"Installations sealed anew: {done.sealed}.")
    if done.unreadable:
        stop(f"Left as they are: {done.unreadable}, which none of TOKEN_KEYS opens.")

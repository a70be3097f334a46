"""The entry point of the installed command: it gets the start over with, and leaves the rest to the command line."""

import gc

STARTING = (100_000, 20, 100)
"""How seldom the garbage collector looks while modules are imported, which throw hardly anything away: it would take
a twelfth of the start. Whoever goes on to serve says what counts from then on (bot/serving.py)."""


def main() -> None:
    """What was typed after `tandem`."""
    gc.set_threshold(*STARTING)
    from bot.command_line import run  # noqa: PLC0415  # only now: its imports are the start

    run()


if __name__ == "__main__":
    main()

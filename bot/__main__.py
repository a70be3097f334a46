"""The entry point of the installed command: it gets the start over with, and leaves the rest to the command line."""

import gc

STARTING = (1_000_000, 20, 100)
"""More new objects than a start makes (some 260,000): while modules are imported, which throw hardly anything away, the
garbage collector does not look at all; each look would take 30 ms. Whoever goes on to serve says what counts from then
on (bot/serving.py)."""


def main() -> None:
    """What was typed after `tandem`."""
    gc.set_threshold(*STARTING)
    from bot.command_line import run  # noqa: PLC0415  # only now: its imports are the start

    run()


if __name__ == "__main__":
    main()

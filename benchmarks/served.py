"""`tandem serve`, looked at from inside: `python -m benchmarks.served modules|profile FILE`, until SIGTERM.

Written to FILE at the end: the modules that were imported, in that order; or a profile of all its threads, in
seconds of CPU since the last SIGUSR1.
"""

import cProfile
import pstats
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

_profiles: list[cProfile.Profile] = []


def _begin(_frame: FrameType | None = None, _event: str = "", _arg: object = None) -> None:
    """The first thing that a new thread does; the profile then takes this function's place."""
    profile = cProfile.Profile(time.thread_time)
    _profiles.append(profile)
    profile.enable()


def _begin_anew(_signal: int, _frame: FrameType | None) -> None:
    for profile in _profiles:
        profile.clear()


def main(what: str, file: Path) -> None:
    if what == "profile":
        signal.signal(signal.SIGUSR1, _begin_anew)
        threading.setprofile(_begin)
        _begin()
    from bot.__main__ import main as tandem  # noqa: PLC0415 - what it imports is what is asked for

    sys.argv = ["tandem", "serve"]
    try:
        tandem()
    finally:
        if what == "profile":
            _profiles[0].disable()
            # Of a thread that did nothing since the last signal there is nothing to add up.
            pstats.Stats(*(one for one in _profiles if one.getstats())).dump_stats(str(file))
        else:
            file.write_text("\n".join(sys.modules))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

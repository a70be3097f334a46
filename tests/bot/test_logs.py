"""Logs: a line of JSON an event, with the place of an exception and never its words, nor those of a library."""

import json
import logging
from typing import Any

import pytest

from bot import logs
from tests.forked import ran

TYPED = "tYpEd-by-somebody"
PROLOGUE = f"""
import asyncio, logging
import structlog
from bot import logs
logs.configure("json")
log = structlog.get_logger()
typed = {TYPED!r}
"""


def logged(program: str, prologue: str = PROLOGUE) -> list[dict[str, Any]]:
    """What a process writes that sets up its logs and does this."""
    done = ran("-c", prologue + program)
    assert done.returncode == 0
    assert TYPED not in done.stdout + done.stderr
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_event_says_what_when_and_how_bad():
    (line,) = logged("log.warning('courier.refused', copy='c-1')")

    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "courier.refused", "level": "warning", "copy": "c-1"}


@pytest.mark.parametrize("way", ["log.exception('bug')", "log.error('bug', exc_info=error)"])
def test_an_exception_is_told_by_its_class_and_place(way):
    program = f"""
def fails():
    raise ValueError(typed)
try:
    fails()
except ValueError as error:
    {way}
"""
    (line,) = logged(program)

    assert line["event"] == "bug"
    assert line["level"] == "error"
    assert line["error"] == "ValueError"
    assert line["raised_at"][-1].endswith(" fails")
    assert "exc_info" not in line


def test_an_exception_from_another_one_is_told_without_either_ones_words():
    program = """
try:
    try:
        raise KeyError(typed)
    except KeyError as first:
        raise RuntimeError(typed) from first
except RuntimeError:
    log.exception("bug")
"""
    assert logged(program)[0]["error"] == "RuntimeError"


@pytest.mark.parametrize("name", ["slack_bolt.App", "slack_sdk", "botbuilder", "aiohttp.server", "asyncio", "any"])
def test_a_librarys_words_are_not_kept_only_where_they_were_said(name):
    (line,) = logged(f"logging.getLogger({name!r}).error('body: %s', typed, extra={{'body': typed}})")

    assert line["library"] == name
    assert line["level"] == "error"
    assert line["event"].startswith("<string>:")
    assert set(line) == {"event", "level", "timestamp", "library"}


def test_a_librarys_exception_is_told_by_its_class():
    program = """
try:
    raise ValueError(typed)
except ValueError:
    logging.getLogger("aiohttp.server").exception("Error handling request from %s", typed)
"""
    assert logged(program)[0]["error"] == "ValueError"


def test_what_a_library_says_below_a_warning_is_not_heard():
    assert logged("logging.getLogger('slack_bolt').info(typed)") == []


def test_a_task_that_nobody_waited_for_is_logged():
    program = """
async def fails():
    raise ValueError(typed)
async def main():
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    await asyncio.sleep(0)
asyncio.run(main())
"""
    (line,) = logged(program)

    assert line["library"] == "asyncio"
    assert line["error"] == "ValueError"


def test_a_library_that_logs_wrongly_is_not_quoted():
    assert logged("logging.getLogger('any').error('%d', typed)") == []


def test_for_people_it_is_the_same_in_other_clothes():
    program = PROLOGUE.replace('"json"', '"console"') + "log.info('serving', listen='x')"
    done = ran("-c", program)

    assert "serving" in done.stdout
    assert "listen=x" in done.stdout.replace("\x1b[0m", "").replace("\x1b[36m", "").replace("\x1b[35m", "")


def test_nobody_stops_where_the_log_is_full_and_it_goes_on_when_there_is_room(tmp_path):
    full, log = "resource.setrlimit(resource.RLIMIT_FSIZE, (0, -1))", tmp_path / "log"
    program = f"""
import resource, sys
with open({str(log)!r}, "w") as sys.stdout:
    logs.configure("json")
    {full}
    log.error("nowhere to be written")
    logging.getLogger("aiohttp").error("nor this")
    {full.replace("0,", "-1,")}
    log.info("serving")
sys.stdout = sys.__stdout__
"""
    assert logged(program) == []

    assert json.loads(log.read_text().splitlines()[-1])["event"] == "serving"


def test_nobody_stops_where_nobody_reads_the_log_any_more():
    program = """
import os, sys
theirs, ours = os.pipe()
sys.stdout = os.fdopen(ours, "w")
logs.configure("json")
os.close(theirs)
log.error("to nobody")
sys.stdout = sys.__stdout__
log.error("nor this")
"""
    assert logged(program) == []


def test_only_the_frames_nearest_to_the_fault_are_told():
    def deep(levels: int) -> None:
        if levels == 0:
            raise ValueError(TYPED)
        deep(levels - 1)

    with pytest.raises(ValueError, match=TYPED) as caught:
        deep(50)

    told = logs.bare(caught.value)
    assert len(told["raised_at"]) == logs.DEEPEST
    assert logging.raiseExceptions  # set only by `configure`, which no test calls in this process

"""Files by content: each once, whole or not at all."""

import os
import resource
from datetime import UTC, datetime, timedelta

import pytest

from storage.file_store import Folder, hash_of
from tests.storage.examples import at_once

HOUR = timedelta(hours=1)


def test_what_is_kept_is_found_by_its_content_and_kept_once(tmp_path):
    store = Folder(tmp_path / "files")

    kept = store.keep(b"abc")

    assert kept == hash_of(b"abc") == store.keep(b"abc")
    assert store.read(kept) == b"abc"
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1


@pytest.mark.parametrize("named", ["", "..", "../" * 20 + "etc/passwd", "a" * 63, "A" * 64, "a" * 64])
def test_what_is_no_hash_or_not_there_is_nothing(named, tmp_path):
    assert Folder(tmp_path).read(named) is None


def test_what_somebody_changed_is_not_given_out_and_can_be_kept_anew(tmp_path):
    store = Folder(tmp_path)
    kept = store.keep(b"abc")
    (file,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    file.write_bytes(b"ab")

    assert store.read(kept) is None
    assert store.keep(b"abc") == kept
    assert store.read(kept) == b"abc"


def test_a_write_that_fails_leaves_nothing(tmp_path):
    store = Folder(tmp_path)

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            store.keep(b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_several_that_keep_the_same_at_once_keep_it_whole(tmp_path):
    body = b"x" * 1_000_000
    kept = at_once(*[lambda: Folder(tmp_path).keep(body)] * 4)

    assert {Folder(tmp_path).read(one) for one in kept} == {body}
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1


def test_what_is_forgotten_is_gone_unless_it_was_kept_anew(tmp_path):
    store, now = Folder(tmp_path), datetime.now(UTC)
    kept = store.keep(b"abc")

    assert not store.forget(kept, before=now - HOUR), "kept just now"
    assert store.read(kept) == b"abc"
    (file,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    old = (now - 2 * HOUR).timestamp()
    os.utime(file, (old, old))
    store.keep(b"abc")
    assert not store.forget(kept, before=now - HOUR), "kept once more"
    os.utime(file, (old, old))

    assert store.forget(kept, before=now - HOUR)
    assert store.forget(kept, before=now - HOUR), "it was not there"
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
    assert not store.forget("../etc", before=now)


def test_whoever_keeps_it_while_it_is_forgotten_has_it(tmp_path):
    """Both at once, again and again: kept is kept."""
    store = Folder(tmp_path)
    kept = store.keep(b"abc")
    for _ in range(30):
        os.utime(store._place(kept), (0, 0))
        before = datetime.now(UTC) - HOUR
        at_once(lambda: store.keep(b"abc"), *[lambda before=before: store.forget(kept, before=before)] * 2)
        assert store.read(kept) == b"abc"
        assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1


def test_what_a_crash_has_left_half_done_goes_and_what_is_old_is_named(tmp_path):
    store, now = Folder(tmp_path), datetime.now(UTC)
    old, new = store.keep(b"old"), store.keep(b"new")
    place = store._place(old)
    for left in (place.with_name(f"{place.name}.5f2c"), place.with_name("tmp8x2k")):
        left.write_bytes(b"old")
        os.utime(left, (0, 0))
    os.utime(place, (0, 0))

    assert store.untouched(since=now - HOUR) == [old]

    assert {one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == {b"old", b"new"}
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 2
    assert store.read(new)

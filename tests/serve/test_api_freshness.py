"""A mark is another one after anything was written, and the same one before."""

from __future__ import annotations

import shutil

import pytest

from sayso import ledger
from sayso.errors import LedgerError
from sayso.serve.api.freshness import Freshness


def test_a_mark_stays_until_something_is_written(file):
    watch = Freshness(file)
    mark = watch.mark()
    assert watch.mark() == mark
    with ledger.writer(file) as writer:
        assert watch.mark() == mark
        writer.refuse("https://quay-post.example/x", "NotFound", "no such page", "check the address")
        changed = watch.mark()
        assert changed != mark
        assert watch.mark() == changed
    watch.close()


def test_another_file_of_the_same_name_is_another_state(file, tmp_path):
    copy = tmp_path / "copy.db"
    shutil.copy(file, copy)
    watch = Freshness(file)
    mark = watch.mark()
    copy.replace(file)
    assert watch.mark() != mark
    watch.close()


def test_marks_of_two_servers_differ(file):
    one, other = Freshness(file), Freshness(file)
    assert one.mark() != other.mark()
    one.close()
    other.close()


def test_a_ledger_that_has_gone_is_said_and_is_another_one_when_it_is_back(file, tmp_path):
    watch = Freshness(file)
    mark = watch.mark()
    file.rename(tmp_path / "away.db")
    with pytest.raises(LedgerError):
        watch.mark()
    (tmp_path / "away.db").rename(file)
    assert watch.mark() != mark
    watch.close()

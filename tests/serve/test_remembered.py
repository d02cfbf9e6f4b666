"""Answers that are kept for a moment."""

from __future__ import annotations

import threading

import pytest

from sayso.ask.desk import Desk
from sayso.serve.desks import Desks
from sayso.serve.remembered import FRESH_SECONDS, USABLE_SECONDS, Remembered


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def asked(file):
    """A memory, its clock, and what is asked: how often it was."""
    desks, clock, times = Desks(file), Clock(), []
    made = threading.Event()

    def ask(desk: Desk) -> int:
        assert desk.view.counts().current == 2
        times.append(clock.now)
        made.set()
        return len(times)

    with desks.borrowed() as desk:
        remembered = Remembered(desks, clock)
        yield lambda: remembered.get("times", ask, desk), clock, made
    desks.close()


def test_an_answer_that_is_fresh_is_given_again(asked):
    get, clock, _ = asked
    assert get() == 1
    clock.now = FRESH_SECONDS
    assert get() == 1


def test_one_that_is_a_little_old_is_given_while_another_is_made(asked):
    get, clock, made = asked
    get()
    made.clear()
    clock.now = FRESH_SECONDS + 1
    assert get() == 1
    assert made.wait(10)
    for _ in range(100):
        if get() == 2:
            return
        threading.Event().wait(0.05)
    raise AssertionError("the new answer was never given")


def test_one_that_is_too_old_is_not_given(asked):
    get, clock, _ = asked
    get()
    clock.now = USABLE_SECONDS + 1
    assert get() == 2


def test_desks_are_lent_to_one_at_a_time_and_again(file):
    desks = Desks(file)
    with desks.borrowed() as one, desks.borrowed() as other:
        assert one is not other
    with desks.borrowed() as again:
        assert again in (one, other)


def test_a_ledger_put_in_the_place_of_another_is_seen(file, tmp_path):
    from sayso import ledger

    desks = Desks(file)
    with desks.borrowed() as desk:
        assert desk.view.counts().current == 2
    ledger.writer(tmp_path / "new.db").close()
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    (tmp_path / "new.db").rename(file)
    with desks.borrowed() as desk:
        assert desk.view.counts().current == 0
    desks.close()

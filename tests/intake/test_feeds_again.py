"""What is worth another try."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NoArticle, NotFound, Stumbled, TooLarge, Unreachable, WrongFormat, WrongLanguage
from sayso.intake.feeds import again
from sayso.read.fetch import bad_status
from sayso.read.network import NoSuchHost, PrivateAddress


def caused(refused, cause):
    refused.__cause__ = cause
    return refused


@pytest.mark.parametrize("status", [403, 408, 421, 425, 429, 500, 502, 503, 504, 599])
def test_statuses_that_pass(status):
    assert again.is_for_now(status, bad_status("a", status))


@pytest.mark.parametrize("status", [400, 401, 402, 404, 405, 410, 414, 451])
def test_statuses_that_stay(status):
    assert not again.is_for_now(status, bad_status("a", status))


@pytest.mark.parametrize(
    ("refused", "for_now"),
    [
        (Unreachable("a", "took too long", "r"), True),
        (caused(Unreachable("a", "private", "r"), PrivateAddress("127.0.0.1")), False),
        (caused(NotFound("a", "no such host", "r"), NoSuchHost("a")), True),
        (NotFound("a", "not well formed", "r"), False),
        (WrongFormat("a", "compressed, and broken", "r"), True),
        (TooLarge("a", "too large", "r"), False),
        (NoArticle("a", "a paywall", "r"), False),
        (WrongLanguage("a", "German", "r"), False),
        (Stumbled("a", "a fault", "r"), False),
    ],
)
def test_refusals_without_a_status(refused, for_now):
    assert again.is_for_now(None, refused) is for_now


def test_only_a_busy_server_is_waited_for_in_the_round():
    assert [
        s for s in (403, 404, 408, 421, 425, 429, 500, 503) if again.is_worth_waiting(s, bad_status("a", s))
    ] == [
        408,
        425,
        429,
        500,
        503,
    ]
    assert again.is_worth_waiting(None, Unreachable("a", "took too long", "r"))
    assert not again.is_worth_waiting(None, caused(NotFound("a", "no such host", "r"), NoSuchHost("a")))


@given(st.integers(1, again.MOST_ATTEMPTS), st.floats(0, 1), st.none() | st.floats(0, again.LONGEST_PAUSE))
def test_attempts_wait_within_bounds(attempt, jitter, retry_after):
    pause = again.attempt_pause(attempt, jitter, retry_after)
    doubled = again.FIRST_PAUSE * 2 ** (attempt - 1)
    assert pause >= max(doubled / 2, retry_after or 0)
    assert pause <= max(doubled * 1.5, retry_after or 0)


def test_items_wait_longer_each_time_and_are_given_up():
    pauses = [again.item_pause(tries) for tries in range(1, 8)]
    assert pauses[5:] == [None, None]
    assert pauses[:5] == sorted(pauses[:5])


@given(st.integers(1, 10_000))
def test_feeds_are_never_given_up(failures):
    pause = again.feed_pause(failures)
    assert pause is None if failures < again.PATIENCE else timedelta(hours=1) <= pause <= timedelta(days=1)

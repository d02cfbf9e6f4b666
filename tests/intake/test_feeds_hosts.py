"""Whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.feeds.hosts import Hosts

HOSTS = st.sampled_from(["a.example", "b.example", "c.example"])


@given(st.lists(HOSTS, max_size=40), st.integers(0, 10), st.integers(0, 5))
def test_every_request_comes_once_in_order_and_each_host_has_its_pauses(asked, pause, takes):
    hosts: Hosts[tuple[str, int]] = Hosts()
    for number, host in enumerate(asked):
        hosts.put(host, (host, number))
    now, made, times = 0, defaultdict(list), defaultdict(list)
    while (soonest := hosts.soonest()) is not None:
        now = max(now, soonest)
        taken = hosts.take(now)
        assert taken is not None
        host, number = taken
        made[host].append(number)
        times[host].append(now)
        now += takes
        hosts.release(host, now + pause)
    for host in set(asked):
        assert made[host] == [number for number, one in enumerate(asked) if one == host]
        assert all(later - earlier >= pause for earlier, later in pairwise(times[host]))


def test_a_host_is_asked_one_thing_at_a_time():
    hosts: Hosts[str] = Hosts()
    for request in ("a1", "a2"):
        hosts.put("a", request)
    hosts.put("b", "b1")
    assert {hosts.take(0), hosts.take(0)} == {"a1", "b1"}
    assert hosts.take(0) is None
    assert hosts.soonest() is None
    hosts.release("a", 3)
    assert (hosts.take(2.9), hosts.soonest()) == (None, 3)
    assert hosts.take(3) == "a2"


def test_what_is_put_first_comes_first():
    hosts: Hosts[str] = Hosts()
    hosts.put("a", "later")
    hosts.put("a", "now", first=True)
    assert hosts.take(0) == "now"


def test_a_pause_is_never_cut_short():
    hosts: Hosts[str] = Hosts()
    hosts.put("a", "x")
    hosts.release("a", 9)
    hosts.release("a", 4)
    assert hosts.soonest() == 9


def test_clearing_leaves_nothing_but_the_pauses():
    hosts: Hosts[str] = Hosts()
    hosts.put("a", "x")
    hosts.release("a", 9)
    hosts.clear()
    assert hosts.soonest() is None
    hosts.put("a", "y")
    assert hosts.soonest() == 9

"""Fetching many addresses: several hosts at once, each one request at a time, as politely as it asks for.

One thread says what is fetched and takes what comes, a few others wait for the network. Redirects are
followed here, hop by hop, since each host on the way has a line and rules of its own.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import random

from sayso.errors import Refused, Stumbled, Unreachable
from sayso.intake.feeds import again
from sayso.intake.feeds.clock import Clock, Mailbox, SystemClock, stamp
from sayso.intake.feeds.hosts import Hosts
from sayso.intake.feeds.robots import Robots
from sayso.intake.feeds.trips import Answer, Done, Manners, Request, Trip, put_off, record
from sayso.ledger.feeds import Fetch
from sayso.read.fetch import MAX_REDIRECTS, Fetched, Rules, bad_status, get, rules
from sayso.read.names import printable

SHARE = 300.0
"""Seconds of pauses that one host may take of a round, so that a slow one does not hold up the others."""


@dataclass
class Crawler:
    """Fetches what is `put`, and gives it in `answers`. Everything but the fetching is done by the thread
    that calls; ``note`` is told of every request made. Close it at the end."""

    manners: Manners
    mailbox: Mailbox
    note: Callable[[Fetch], None]
    clock: Clock = field(default_factory=SystemClock)
    jitter: Callable[[], float] = random

    def __post_init__(self) -> None:
        self._hosts: Hosts[Trip] = Hosts()
        self._robots = Robots(self.manners.longest_delay_seconds)
        self._answers: deque[Answer] = deque()
        self._closed: dict[str, tuple[float, str]] = {}
        self._tasks: queue.SimpleQueue[tuple[Trip, str, bool] | None] = queue.SimpleQueue()
        self._under_way = self._round = 0
        self.begin_round()
        for _ in range(self.manners.hosts_at_once):
            threading.Thread(target=self._work, daemon=True).start()

    def begin_round(self) -> None:
        """Give hosts that failed another chance, and each a new share of the time. What an earlier round
        left, since something ended it, is dropped."""
        self._round += 1
        self._hosts.clear()
        self._answers.clear()
        self._strikes: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        now = self.clock.seconds()
        self._closed = {host: (until, why) for host, (until, why) in self._closed.items() if now < until}

    def close(self) -> None:
        """Let the threads go; what is being fetched is left."""
        for _ in range(self.manners.hosts_at_once):
            self._tasks.put(None)

    def put(self, request: Request) -> None:
        """Fetch it when its turn comes."""
        trip = Trip(request, request.url, self._round)
        self._hosts.put(trip.host, trip)

    def answers(self) -> Iterator[Answer]:
        """What comes, as it comes, until there is nothing more; more may be put in between. It ends early
        when the mailbox is told to stop, and then what is not fetched yet is left."""
        while not self.mailbox.stopped:
            while self._under_way and (message := self.mailbox.get(0)) is not None:
                self._take(message)
            self._begin_all()
            if self._answers:
                yield self._answers.popleft()
                continue
            soonest = self._hosts.soonest()
            if not self._under_way and soonest is None:
                return
            idle = self._under_way < self.manners.hosts_at_once
            seconds = max(0.0, soonest - self.clock.seconds()) if idle and soonest is not None else None
            self._take(self.clock.wait(self.mailbox, seconds, expecting=self._under_way > 0))
        while (message := self.mailbox.get(0)) is not None:
            if isinstance(message, Done):
                self.note(record(message))
        self._hosts.clear()

    def _begin_all(self) -> None:
        most = self.manners.hosts_at_once
        while self._under_way < most and len(self._answers) < most:  # no more pages in memory than that
            trip = self._hosts.take(self.clock.seconds())
            if trip is None:
                return
            if (answer := self._without_asking(trip)) is not None:
                self._hosts.release(trip.host)
                self._answers.append(answer)
            else:
                self._under_way += 1
                robots = trip.request.ask_robots and not self._robots.knows(trip.url, self.clock.seconds())
                self._made[trip.host] += 1
                self._tasks.put((trip, stamp(self.clock.now()), robots))

    def _without_asking(self, trip: Trip) -> Answer | None:
        """The answer that is known before anything is fetched: its host is left alone, or says no."""
        now = self.clock.seconds()
        if self._made[trip.host] * self._pause(trip.host) > SHARE:
            return put_off(trip, "its site has had its share of this round", None)
        if trip.host in self._closed:
            until, why = self._closed[trip.host]
            return put_off(trip, why, until - now if now < until else None)
        if not trip.request.ask_robots or not self._robots.knows(trip.url, now):
            return None
        if self._robots.allow(trip.url):
            return None
        problem = "the site's robots.txt does not let programs fetch it"
        remedy = "read it in a browser, and save it from there"
        return Answer(trip.request, refused=Unreachable(printable(trip.url), problem, remedy))

    def _pause(self, host: str) -> float:
        return max(self.manners.pause_seconds, self._robots.delay(host))

    def _take(self, message: object | None) -> None:
        if not isinstance(message, Done):
            return
        self._under_way -= 1
        self.note(record(message))
        trip, host = message.trip, message.trip.host
        now = self.clock.seconds()
        if isinstance(message.what, Rules):
            self._learn(trip, message.what)
        self._hosts.release(host, now + self._pause(host))
        if trip.round != self._round or isinstance(message.what, Rules):
            return
        if isinstance(message.what, Refused):
            self._failed(trip, None, message.what)
        elif message.what.location is not None:
            self._redirected(trip, message.what, message.what.location)
        elif message.what.is_success or message.what.status == 304:
            self._strikes[host] = 0
            moved = trip.url if trip.hops and trip.for_good else None
            self._answers.append(Answer(trip.request, fetched=message.what, moved=moved))
        else:
            self._failed(trip, message.what, bad_status(printable(trip.url), message.what.status))

    def _learn(self, trip: Trip, rules: Rules) -> None:
        """Take note of a site's rules. When they cannot be read, they forbid all (RFC 9309, section 2.3.1.4)
        until the next round; one address has failed then, and the others need not."""
        if rules.problem is None:
            self._robots.learn(trip.url, rules, self.clock.seconds())
            if trip.round == self._round:
                self._hosts.put(trip.host, trip, first=True)
            return
        why = f"the site's robots.txt could not be read ({rules.problem}), which forbids all"
        self._closed[trip.host] = (self.clock.seconds(), why)
        if trip.round == self._round:
            refused = Unreachable(printable(trip.url), why, "try again later")
            self._answers.append(Answer(trip.request, refused=refused, for_now=True))

    def _redirected(self, trip: Trip, fetched: Fetched, location: str) -> None:
        name = printable(trip.url)
        if not location.startswith(("http://", "https://")):
            problem = "leads to an address that is none of the web"
            refused = Unreachable(name, problem, "open it in a browser and save the page")
            self._answers.append(Answer(trip.request, refused=refused))
        elif trip.hops == MAX_REDIRECTS:
            problem = f"redirects more than {MAX_REDIRECTS} times"
            refused = Unreachable(name, problem, "open it in a browser and save the page")
            self._answers.append(Answer(trip.request, refused=refused, for_now=True))
        else:
            trip.for_good = trip.for_good and fetched.status in {301, 308}
            trip.url, trip.hops, trip.attempts = location, trip.hops + 1, 0
            self._hosts.put(trip.host, trip, first=True)

    def _failed(self, trip: Trip, fetched: Fetched | None, refused: Refused) -> None:
        host, now = trip.host, self.clock.seconds()
        status = fetched.status if fetched else None
        asked = fetched.retry_after(self.clock.now()) if fetched else None
        retry_after = min(asked, again.LONGEST_RETRY_AFTER.total_seconds()) if asked else None
        worth = again.is_worth_waiting(status, refused)
        long = (retry_after or 0.0) > again.LONGEST_PAUSE
        trip.attempts += 1
        if worth and not long and trip.attempts < again.MOST_ATTEMPTS:
            self._hosts.put(host, trip, first=True)
            pause = again.attempt_pause(trip.attempts, self.jitter(), retry_after)
            self._hosts.release(host, now + pause)
            return
        for_now = again.is_for_now(status, refused)
        self._answers.append(Answer(trip.request, None, refused, for_now, retry_after=retry_after))
        self._strikes[host] = self._strikes[host] + 1 if worth else 0
        if long or self._strikes[host] >= again.STRIKES:
            self._closed[host] = (now + (retry_after or 0.0), f"its site fails ({refused.problem})")

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            trip, moment, robots = task
            begun = time.perf_counter()
            what = self._fetched(trip, robots)
            self.mailbox.put(Done(trip, what, moment, time.perf_counter() - begun))

    def _fetched(self, trip: Trip, robots: bool) -> Fetched | Rules | Refused:
        manners = self.manners
        try:
            if robots:
                return rules(
                    trip.url, timeout_seconds=manners.timeout_seconds, allow_private=manners.allow_private
                )
            return get(
                trip.url,
                timeout_seconds=manners.timeout_seconds,
                max_bytes=manners.max_bytes,
                allow_private=manners.allow_private,
                etag=trip.request.etag,
                last_modified=trip.request.last_modified,
                max_redirects=0,
            )
        except Refused as refused:
            return refused
        except Exception as fault:  # a thread that dies would leave its host waiting for ever
            problem = f"Sayso stumbled over fetching it ({type(fault).__name__}: {fault})"
            return Stumbled(
                printable(trip.url), printable(problem), "please report that, and go on without it"
            )

"""What sites allow programs to fetch (RFC 9309), as learned within this run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.read.fetch import AGENT, Rules

KEPT_SECONDS = 24 * 3600.0
"""How long rules are believed: no longer than a day (RFC 9309, section 2.4)."""


@dataclass(frozen=True, slots=True)
class _Learned:
    rules: Rules
    until: float


class Robots:
    """The rules of each site. Times are seconds of a clock that never goes back. A site's wish for a pause
    between requests is granted up to ``longest_delay`` seconds."""

    def __init__(self, longest_delay: float) -> None:
        self._longest_delay = longest_delay
        self._sites: dict[str, _Learned] = {}
        self._delays: dict[str, float] = defaultdict(float)

    def knows(self, url: str, now: float) -> bool:
        """Whether the rules for an address are known, and not too old."""
        learned = self._sites.get(_site(url))
        return learned is not None and now < learned.until

    def learn(self, url: str, rules: Rules, now: float) -> None:
        """Keep the rules of the site of an address."""
        self._sites[_site(url)] = _Learned(rules, now + KEPT_SECONDS)
        asked = rules.protego.crawl_delay(AGENT) or 0.0
        self._delays[urlsplit(url).hostname or ""] = min(asked, self._longest_delay)

    def delay(self, host: str) -> float:
        """The seconds between two requests that a host asks for; 0 where it asks for none."""
        return self._delays.get(host, 0.0)

    def allow(self, url: str) -> bool:
        """Whether an address whose rules are known may be fetched."""
        return bool(self._sites[_site(url)].rules.protego.can_fetch(url, AGENT))


def _site(url: str) -> str:
    """Rules hold for one scheme, host and port (RFC 9309, section 2.3)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()

"""Which outlet is meant: by name, by domain, by the id that a reading gave it; and whom a report credits.

One outlet has several ids across readings ("outlet:the-larkhaven-courier", "outlet:larkhaven-courier",
"outlet:sfgatecom"). Its `key` is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.types import BlockKind, Reading, VoiceRole

_AGENCY = re.compile(r"^[^\n(]{2,60}\((?P<name>[A-Z][^()\n]{1,30})\)\s*[-–—]")
"""A dateline's agency: "VELMORA (Coastwire) —"."""

_ENDINGS = ("couk", "comau", "com", "org", "net")
_SHORT = {"ap": "associated-press", "afp": "agence-france-presse", "pa": "press-association"}
_PARTS = re.compile(r"[^a-z0-9]+")


class Credit(NamedTuple):
    """An outlet to which a report gives its text or a part: by key, with the name and in which way."""

    outlet: str
    name: str
    how: str


def key(name: str) -> str:
    """The key of an outlet: of its name ("The Larkhaven Courier"), its id, or the id of an organisation that
    is taken for one."""
    plain = unicodedata.normalize("NFKD", name.partition(":")[2] if _is_id(name) else name)
    slug = _PARTS.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-").removeprefix("the-")
    return _SHORT.get(slug, slug) or plain.lower()


def _is_id(name: str) -> bool:
    return re.match(r"[a-z]+:\S+$", name) is not None


def aliases(fixed: Iterable[str], loose: Iterable[str]) -> dict[str, str]:
    """Which keys of ``loose`` are another name of one of ``fixed``, or of ``loose``: "herald" and
    "herald-of-port-harrow" of "port-harrow-herald". A name that fits two is left as it is."""
    by_words: dict[frozenset[str], str] = {}
    for slug in (*sorted(set(fixed)), *sorted(set(loose))):
        by_words.setdefault(_name_words(slug), slug)
    out = {}
    for slug in set(loose) - set(fixed):
        own = _name_words(slug)
        longer = [other for words, other in by_words.items() if own < words]
        meant = by_words[own] if by_words[own] != slug else longer[0] if own and len(longer) == 1 else slug
        if meant != slug:
            out[slug] = meant
    return {slug: out.get(meant, meant) for slug, meant in out.items()}


def _name_words(slug: str) -> frozenset[str]:
    return frozenset(slug.split("-")) - {"of", "the", "and"}


def publisher(reading: Reading) -> tuple[str, str]:
    """The key and the name of the outlet that published a report; without one, the report's own id stands
    for it."""
    outlet = reading.report.outlet
    voice = next((v for s in reading.statements for v in s.voices if v.role is VoiceRole.PUBLISHER), None)
    name = (outlet and outlet.name) or (voice and voice.name) or (outlet and outlet.domain)
    if voice and voice.actor:
        return _without_ending(key(voice.actor), outlet.domain if outlet else None), shown(
            name or voice.actor
        )
    if name:
        return _without_ending(key(name), outlet.domain if outlet else None), shown(name)
    return f"report-{reading.report.id}", f"an unknown outlet (report {reading.report.id})"


def _without_ending(slug: str, domain: str | None) -> str:
    """The key of an outlet that is known only by its domain: "sfgatecom", "sfgate-com" are "sfgate"."""
    if domain and slug.replace("-", "") == _PARTS.sub("", domain.lower()):
        for ending in _ENDINGS:
            if slug.endswith(ending):
                return slug.removesuffix(ending).strip("-") or slug
    return slug


def shown(name: str) -> str:
    """An outlet's name without its article, as it stands in a list."""
    return re.sub(r"^The (?=\w)", "", name)


def credits(reading: Reading) -> Iterator[Credit]:
    """The outlets to which a report says that it owes its text: lines of credits, by-lines, an agency in the
    dateline."""
    for party in reading.credits:
        if party.name or party.words:
            yield Credit(key(party.actor or party.words), party.name or party.words, "its credits")
    for author in reading.report.authors:
        if len(author) <= 40:
            yield Credit(key(author), author, "its by-line")
    for block in reading.report.blocks:
        if block.kind in (BlockKind.DATELINE, BlockKind.BODY):
            found = _AGENCY.match(reading.report.text[block.start : block.end])
            if found:
                yield Credit(key(found["name"]), found["name"], "its dateline")
            if block.kind is BlockKind.BODY:
                break


def cited(reading: Reading) -> Iterator[Credit]:
    """The outlets that a report's statements name as those that passed something on or told it."""
    for statement in reading.statements:
        for voice in statement.voices:
            outlet = voice.actor is not None and voice.actor.startswith("outlet:")
            if outlet and voice.actor and voice.role is not VoiceRole.PUBLISHER and voice.words:
                yield Credit(key(voice.actor), voice.name or voice.words, "its words")

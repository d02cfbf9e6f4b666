"""The actor table: who is known by which names, and who held which office when.

Plain data in the CSV files beside this one; `docs/actors.md` says what stands in them, where it is from
and how to add to it. Ids are those of `sayso.types.Actor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sayso.resolve.table.files import FILES, Row, packaged_rows, user_rows
from sayso.resolve.table.folding import folded
from sayso.types import Actor, ActorKind

__all__ = ["ActorTable", "Entry", "extended", "packaged"]


class Entry(NamedTuple):
    """An actor with all that it is known by. ``posts`` are a person's terms of office, each as an actor
    with that role, whose it is, and since and until when."""

    actor: Actor
    names: tuple[str, ...]
    seats: tuple[str, ...]
    demonyms: tuple[str, ...]
    domains: tuple[str, ...]
    gender: str | None
    posts: tuple[Actor, ...]


class ActorTable:
    """Actors by name, seat, adjective, domain and office."""

    def __init__(self, rows: Iterable[Row], kinds: Iterable[Row] = (), offices: Iterable[Row] = ()) -> None:
        self._entries = _entries(rows)
        self._names: dict[str, list[Actor]] = {}
        self._seats: dict[str, Actor] = {}
        self._demonyms: dict[str, Actor] = {}
        self._domains: dict[str, Actor] = {}
        self._posts: dict[str, list[Actor]] = {}
        for entry in self._entries.values():
            self._index(entry)
        self._organs = {
            folded(name).lower(): row for row in kinds for name in (row["name"], *_listed(row["names"]))
        }
        self._titles: dict[str, set[str]] = {}
        for row in offices:
            for title in _listed(row["titles"]):
                self._titles.setdefault(title, set()).add(row["office"])

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, identifier: str) -> Actor | None:
        """The actor of an id; also an organ that a state has by rule ("organ:poland/army")."""
        entry = self._entries.get(identifier)
        if entry:
            return entry.actor
        kind, _, rest = identifier.partition(":")
        state, _, slug = rest.partition("/")
        row = next((row for row in self._organs.values() if row["slug"] == slug), None)
        owner = self._entries.get(f"state:{state}")
        return _organ(owner.actor, row) if kind == "organ" and row and owner else None

    def named(self, words: str) -> tuple[Actor, ...]:
        """All actors of a name: as it is written, else in other capitals. An acronym counts only as
        written; a person's surname counts as a name."""
        name = folded(words)
        found = self._names.get(name)
        if not found and (name.isupper() and len(name) > 6):
            found = self._names.get(name.title())
        return tuple(found or ())

    def seat(self, words: str) -> Actor | None:
        """For whom a capital, a residence or a building stands when it speaks: "Moscow", "the Kremlin"."""
        return self._seats.get(folded(words))

    def demonym(self, word: str) -> Actor | None:
        """The state of an adjective or people: "Russian", "Franco", "Emirati"."""
        return self._demonyms.get(folded(word))

    def outlet(self, domain: str) -> Actor | None:
        """The outlet of a host name or registrable domain ("edition.cnn.com")."""
        parts = domain.lower().removeprefix("www.").split(".")
        hosts = (".".join(parts[i:]) for i in range(len(parts) - 1))
        return next((self._domains[host] for host in hosts if host in self._domains), None)

    def has_organ(self, words: str) -> bool:
        """Whether words are what an organ of any state is called."""
        return folded(words).lower() in self._organs

    def organ(self, state: str, words: str) -> Actor | None:
        """A state's organ by what it is: "defence ministry", "the military"."""
        row = self._organs.get(folded(words).lower())
        owner = self._entries.get(state)
        if row is None or owner is None:
            return None
        return self.get(f"organ:{state.partition(':')[2]}/{row['slug']}") or _organ(owner.actor, row)

    def holder(self, office: str, of: str, on: date | None) -> Actor | None:
        """Who held an office of a state or organisation on a day; without a day, the only one who ever
        did by this table. None where two did, or nobody."""
        leading = self.holders(office, of, on)
        return leading[0] if len({post.id for post in leading}) == 1 else None

    def holders(self, office: str, of: str, on: date | None) -> tuple[Actor, ...]:
        """All whom an office's words can mean on a day: a "leader" may be a president or a prime minister."""
        offices = self._titles.get(office.lower(), {office.lower()})
        posts = [p for p in self._posts.get(of, ()) if p.role in offices and (on is None or _holds(p, on))]
        return tuple([p for p in posts if p.role == office.lower()] or posts)

    def has_office(self, office: str, of: str) -> bool:
        """Whether anybody is known to have held an office."""
        offices = self._titles.get(office.lower(), {office.lower()})
        return any(post.role in offices for post in self._posts.get(of, ()))

    def offices(self, person: str, on: date | None) -> tuple[Actor, ...]:
        """A person's terms of office that cover a day, the latest begun first; without a day, all."""
        entry = self._entries.get(person)
        posts = [p for p in entry.posts if on is None or _holds(p, on)] if entry else []
        return tuple(sorted(posts, key=lambda post: post.since or "", reverse=True))

    def gender(self, person: str) -> str | None:
        """ "male" or "female", where the table says so."""
        entry = self._entries.get(person)
        return entry.gender if entry else None

    def _index(self, entry: Entry) -> None:
        actor = entry.actor
        for name in entry.names:
            self._names.setdefault(name, []).append(actor)
        for table, words in ((self._seats, entry.seats), (self._demonyms, entry.demonyms)):
            for word in words:
                table.setdefault(folded(word), actor)
        for domain in entry.domains:
            self._domains.setdefault(domain, actor)
        for post in entry.posts:
            self._posts.setdefault(post.of or "", []).append(post)


@cache
def packaged() -> ActorTable:
    """The table that ships with Sayso; read once per process."""
    return _table(())


def extended(path: str | Path) -> ActorTable:
    """The packaged table with a user's file over it: an actor of the same id takes the place of the
    packaged one. Raises `sayso.errors.BadSetting`."""
    return _table(user_rows(Path(path)))


def _table(own: Iterable[Row]) -> ActorTable:
    own = list(own)
    replaced = {row["id"] for row in own}
    rows = [row for name in FILES for row in packaged_rows(name) if row["id"] not in replaced]
    # A user's own actors come first, so that their names win.
    return ActorTable([*own, *rows], packaged_rows("organ_kinds.csv"), packaged_rows("offices.csv"))


def _entries(rows: Iterable[Row]) -> dict[str, Entry]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["id"], []).append(row)
    return {identifier: _entry(identifier, group) for identifier, group in grouped.items()}


def _entry(identifier: str, rows: list[Row]) -> Entry:
    """One actor of all its rows: a person has one for each term of office."""
    kind = ActorKind(identifier.partition(":")[0])
    first = rows[0]
    actor = Actor(identifier, first["name"], kind, first.get("of") or None, known=True)
    posts: tuple[Actor, ...] = ()
    if kind is ActorKind.PERSON:
        actor = Actor(identifier, first["name"], kind, known=True)
        posts = tuple(_post(actor, row) for row in rows if row.get("office"))
    every = [name for row in rows for name in (row["name"], *_listed(row.get("names")))]
    names = [folded(name) for name in every]
    if kind is ActorKind.PERSON:
        names += [short for name in names for short in _surnames(name, posts)]

    def column(name: str) -> tuple[str, ...]:
        return tuple(word for row in rows for word in _listed(row.get(name)))

    return Entry(
        actor,
        tuple(dict.fromkeys(names)),
        column("seats"),
        column("demonyms"),
        tuple(domain.lower() for domain in column("domains")),
        next((row["gender"] for row in rows if row.get("gender")), None),
        posts,
    )


_SURNAME_FIRST = frozenset(f"state:{s}" for s in ("china", "south-korea", "north-korea", "taiwan", "vietnam"))


def _surnames(name: str, posts: tuple[Actor, ...]) -> list[str]:
    """What a person is called for short: the last word, all but the first ("von der Leyen"), or the
    first where the surname comes first."""
    words = [word for word in name.split(" ") if word.strip("IVX")]
    if len(words) < 2 or len(words) < len(name.split(" ")):  # a monarch has a number, and no surname
        return []
    if any((post.of or "").replace("organ:", "state:").partition("/")[0] in _SURNAME_FIRST for post in posts):
        return [words[0]]
    return [words[-1], " ".join(words[1:])]


def _post(actor: Actor, row: Row) -> Actor:
    return Actor(
        actor.id,
        actor.name,
        actor.kind,
        row.get("of") or None,
        row["office"],
        row.get("since") or None,
        row.get("until") or None,
        known=True,
    )


def _holds(post: Actor, on: date) -> bool:
    """Whether a term covers a day; a year or month alone covers all its days."""
    day = on.isoformat()
    return (post.since or "") <= day and day[: len(post.until or "")] <= (post.until or "9")


def _organ(state: Actor, row: Row) -> Actor:
    slug = f"organ:{state.id.partition(':')[2]}/{row['slug']}"
    return Actor(slug, f"{row['name'].capitalize()} of {state.name}", ActorKind.ORGAN, state.id, known=True)


def _listed(cell: str | None) -> list[str]:
    return [word for word in (cell or "").split("|") if word]

"""``sayso actors``: who the actor table knows."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.resolve.table import Entry

KINDS = ("state", "organ", "organisation", "outlet", "person")
COLUMNS = ("id", "name", "names", "seats", "demonyms", "domains", "of", "role", "since", "until")


@click.command
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--kind", type=click.Choice(KINDS), help="Only actors of one kind.")
@click.option(
    "--actors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    envvar="SAYSO_ACTORS",
    show_envvar=True,
    help="Actors of your own, CSV or TOML, over the packaged table.",
)
@click.option(
    "--format",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="What to print.",
)
def actors(words: tuple[str, ...], kind: str | None, actors: Path | None, format: str) -> None:
    """Print the actors that Sayso knows by name.

    With WORDS, those with all of them in a name, seat, adjective, domain or office.

    \b
    sayso actors kyiv
    sayso actors foreign minister --kind person --format csv
    sayso actors --actors my-desk.toml

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    from sayso.resolve.table import extended, packaged

    table = extended(actors) if actors else packaged()
    found = [
        entry for entry in table if entry.actor.kind == (kind or entry.actor.kind) and _has(entry, words)
    ]
    rows = [row for entry in found for row in _rows(entry)]
    if format == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
    elif format == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        for entry in found:
            click.echo(_line(entry))
    if not found:
        click.echo("sayso: no actor has these words; add your own with --actors FILE", err=True)
        raise click.exceptions.Exit(1)


def _has(entry: Entry, words: tuple[str, ...]) -> bool:
    """Whether each of the words stands in something that the actor is known by."""
    known = [
        entry.actor.id,
        entry.actor.name or "",
        *entry.names,
        *entry.seats,
        *entry.demonyms,
        *entry.domains,
    ]
    known += [f"{post.role} {post.of}" for post in entry.posts]
    text = " ".join(known).lower()
    return all(word.lower() in text for word in words)


def _rows(entry: Entry) -> Iterator[dict[str, str]]:
    """One row for an actor, or for each of a person's terms of office."""
    lists = {
        "names": entry.names,
        "seats": entry.seats,
        "demonyms": entry.demonyms,
        "domains": entry.domains,
    }
    for actor in entry.posts or (entry.actor,):
        yield {
            "id": actor.id,
            "name": actor.name or "",
            **{column: "|".join(words) for column, words in lists.items()},
            "of": actor.of or "",
            "role": actor.role or "",
            "since": actor.since or "",
            "until": actor.until or "",
        }


def _line(entry: Entry) -> str:
    """An actor in a line: id, name, what else it is known by, offices."""
    actor = entry.actor
    parts = [f"{actor.id:<44} {actor.name}"]
    others = [n for n in entry.names if n != actor.name and actor.kind != "person"]
    known = [*others, *entry.seats, *entry.demonyms, *entry.domains]
    if known:
        parts.append(", ".join(known))
    parts += [
        f"{post.role} of {post.of}, {post.since or '?'} to {post.until or 'now'}" for post in entry.posts
    ]
    return "  ·  ".join(parts)

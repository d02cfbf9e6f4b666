"""Templates, and what all of them know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from sayso import __version__
from sayso.export import heading
from sayso.export.shortened import shortened
from sayso.serve import assets, carriers, links, routes
from sayso.serve.marks import marked, numbered
from sayso.serve.site import Site
from sayso.types import Outlet, Report, Voice, VoiceRole

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


@cache
def environment() -> Environment:
    """The templates of the pages; all that they show is escaped."""
    made = Environment(
        loader=PackageLoader("sayso.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=assets.address, links=links, version=__version__)
    made.filters.update(
        carrier=carriers.name,
        day=day,
        clock=clock,
        many=many,
        marked=marked,
        numbered=numbered,
        origins=origins,
        outlet=outlet,
        relays=relays,
        share=share,
        shortened=shortened,
        title=heading.title,
    )
    return made


def rendered(
    template: str, request: Request, site: Site, values: Mapping[str, object], *, has_table: bool
) -> str:
    """A page as HTML. Besides its own values it knows the ``site``, where it stands (``here``), the theme
    that was chosen and the places of the navigation."""
    theme = request.cookies.get(THEME_COOKIE)
    shared = {
        "site": site,
        "here": request.scope["path"],
        "back": _address(request),
        "theme": theme if theme in THEMES else None,
        "places": routes.navigation(site),
        "downloads": _downloads(request) if has_table else {},
        "words": request.query_params.get("q", ""),
    }
    return environment().get_template(template).render(**shared, **values)


def _address(request: Request) -> str:
    """This page's own address, to come back to."""
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}?{query}" if query else str(request.scope["path"])


def _downloads(request: Request) -> dict[str, str]:
    """Where the rows of this page are had as files."""
    values = [one for one in request.query_params.multi_items() if one[0] != "format"]
    return {format: urlencode([*values, ("format", format)]) for format in ("csv", "json")}


def day(published: str | None) -> str:
    """The day of an ISO 8601 moment, as people write it."""
    if not published:
        return "no date"
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{when.day} {when:%b} {when.year}"


def clock(published: str | None) -> str:
    """The time of day of an ISO 8601 moment; nothing where it has none."""
    return published[11:16] if published and len(published) >= 16 and published[10] in "T " else ""


def outlet(one: Report | Outlet | None) -> str:
    """An outlet by its name, or its domain."""
    found = one.outlet if isinstance(one, Report) else one
    return (found and (found.name or found.domain)) or "no outlet"


def many(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def origins(voices: tuple[Voice, ...]) -> list[Voice]:
    """Whose words they are."""
    return [voice for voice in voices if voice.role is VoiceRole.ORIGIN]


def relays(voices: tuple[Voice, ...]) -> list[Voice]:
    """Through whom they came, outermost first, but for those who publish it themselves or whose words they
    are."""
    known = {voice.actor for voice in voices if voice.role is not VoiceRole.RELAY}
    found: list[Voice] = []
    for voice in voices:
        again = found and voice.actor is not None and voice.actor == found[-1].actor
        if voice.role is VoiceRole.RELAY and not again and (voice.actor is None or voice.actor not in known):
            found.append(voice)
    return found

"""HTML: a page to mail to a colleague. One file, no scripts, nothing loaded from elsewhere.

Each report's text stands block by block with its statements beside it. The words of source, cue and
content are told apart by colour and by the line under them, and numbers link words and statements
both ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso import __version__
from sayso.export import heading, marked, situation
from sayso.export.telling import summary
from sayso.types import Reading


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """All readings on one page; nothing when there is none."""
    pages = [_page(number, reading) for number, reading in enumerate(readings, 1)]
    if not pages:
        return
    environment = Environment(
        loader=PackageLoader("sayso", "export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("page.html")
    out.writelines(template.generate(pages=pages, version=__version__))


def _page(number: int, reading: Reading) -> dict[str, object]:
    cards = marked.cards(f"r{number}", reading)
    numbers = {card.statement.id: card.number for card in cards}
    url = reading.report.url or reading.report.canonical_url or ""
    return {
        "key": f"r{number}",
        "report": reading.report,
        "title": heading.title(reading.report),
        "outlet": heading.outlet(reading.report),
        "day": heading.day(reading.report),
        "link": url if url.startswith(("https://", "http://")) else None,
        "summary": heading.summary(reading),
        "voices": summary(reading),
        "cards": cards,
        "rows": list(marked.rows(reading, cards)),
        "events": [situation.event(event, numbers) for event in reading.events],
    }

"""Archives of the web to measure `sayso batch` on: a crawl's mixture of pages, made up or wrapped.

Of `MIXTURE` records, some are reports in English (made up here, or given ones wrapped as a page), more are
reports in other languages, lists of links and empty shells, and a few are no pages at all. Every page is
another one, and the same number gives the same page.
"""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

MIXTURE = (
    "report",
    "made up",
    *["foreign"] * 27,
    *["links"] * 14,
    *["shell"] * 5,
    *["picture"] * 2,
)
"""What each 50 records are, in an order of chance. Two are reports in English, which is far less than a crawl
of the news has, so that a hundred thousand records can be run through in minutes on two cores."""

BEGIN, APART = datetime(2031, 3, 1, 6, tzinfo=UTC), timedelta(minutes=25)
"""When the first page is published, and how much later each next one: a larger archive is a longer time, and
no denser."""

SYLLABLES = (
    "bra", "dun", "fel", "gor", "hal", "kin", "lor", "mar", "nes", "oth", "pel", "quen", "ros",
    "sul", "tar", "ven", "wick", "yar", "zel", "crum",
)  # fmt: skip
FIRST = ("Ada", "Tom", "Ines", "Karl", "Mira", "Jon", "Petra", "Owen", "Lena", "Saul", "Edda", "Rufus")
POSTS = ("mayor", "harbour master", "head of the water board", "chief constable", "union leader", "minister")
THINGS = ("dam", "ferry", "bridge", "mill", "depot", "railway", "museum", "quarry", "school")
TOLD = (
    "{who}, {post} of {town}, said {thing} would need {a} and {b} for {few} days.",
    "“There is no {a} at {thing},” {who} told reporters on {day}.",
    "According to the {post}'s office, {many} people were shown the {a} and the {b} of {thing}.",
    "{who} denied that {thing} had been given to a {a}, and spoke of “{b}”.",
    "A spokesman for {town} said that the {a} would get {money} million for {b}.",
    "Two people familiar with the talks said {who} wanted the {a} and {town} the {b}.",
    "The {post} warned that the {a} of {town} could take {many} {b}s.",
    "The {a} of {town} and its {b} were under water by {day}.",
    "People came with a {a} to {thing}, where {who} promised a {b}.",
    "In a statement, {town} said its {many} {a}s would see no {b} at {thing} from {day}.",
)
NOUNS = (
    "anchor", "apron", "barrel", "basket", "beacon", "blanket", "boiler", "bonnet", "bucket",
    "buckle", "cabinet", "candle", "canvas", "carpet", "cellar", "chapel", "chimney", "cradle",
    "cupboard", "curtain", "diary", "engine", "fence", "fiddle", "flagpole", "fountain", "furnace",
    "garden", "generator", "granary", "hammer", "harness", "hedge", "hinge", "kettle", "ladder",
    "lantern", "ledger", "lever", "locker", "mattress", "meadow", "mirror", "oven", "paddle",
    "parcel", "parlour", "pillar", "pipe", "plank", "plough", "pulley", "pump", "quilt", "rafter",
    "rudder", "saddle", "sandbag", "scaffold", "shovel", "shutter", "signpost", "sledge", "spindle",
    "stable", "staircase", "tablecloth", "tarpaulin", "telescope", "terrace", "timber", "tower",
    "tractor", "trailer", "trench", "trumpet", "tunnel", "turbine", "turnstile", "valve", "varnish",
    "veranda", "wardrobe", "warehouse", "well", "wheelbarrow", "whistle", "winch", "workshop",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MENU = ("news", "sport", "weather", "opinion", "local", "business", "archive", "contact")
OUTLETS = tuple(f"{one}{two}-{kind}" for one in SYLLABLES for two in SYLLABLES for kind in ("post", "echo"))
FOREIGN = {
    "de": (
        "Der Bürgermeister von {town} sagte am Dienstag, die Brücke bleibe noch {few} Tage gesperrt.",
        "Nach Angaben der Behörde mussten {many} Menschen ihre Häuser verlassen, weil das Wasser stieg.",
        "Die Gewerkschaft erklärte, dass man mit der Leitung des Werks nicht mehr sprechen werde.",
    ),
    "fr": (
        "Le maire de {town} a déclaré mardi que le pont resterait fermé pendant {few} jours.",
        "Selon la préfecture, {many} habitants ont dû quitter leur maison à cause de la montée des eaux.",
        "Le syndicat a fait savoir qu'il ne négocierait plus avec la direction de l'usine.",
    ),
    "es": (
        "El alcalde de {town} dijo el martes que el puente seguirá cerrado durante {few} días.",
        "Según las autoridades, {many} personas tuvieron que abandonar sus casas por la crecida del río.",
        "El sindicato anunció que no volverá a hablar con la dirección de la fábrica.",
    ),
    "ru": (
        "Мэр города {town} заявил во вторник, что мост будет закрыт ещё {few} дней.",
        "По данным властей, {many} человек были вынуждены покинуть свои дома из-за подъёма воды.",
        "Профсоюз сообщил, что больше не будет вести переговоры с руководством завода.",
    ),
}


PASSED = tuple(kind for kind in MIXTURE if kind not in {"report", "made up", "picture"})
"""The pages that are passed over."""


def page(
    number: int, reports: Sequence[tuple[str, str]], mixture: Sequence[str] = MIXTURE
) -> tuple[str, str, bytes]:
    """The address, media type and content of record ``number``; ``reports`` are titles and texts to wrap, and
    where there are none, all reports are made up."""
    chance = Random(number)
    order = list(mixture)
    Random(number // len(order)).shuffle(order)
    kind = order[number % len(order)]
    outlet = f"www.{OUTLETS[chance.randrange(len(OUTLETS))]}.example"
    address = f"https://{outlet}/{number:07}"
    if kind == "picture":
        return address + ".png", "image/png", b"\x89PNG\r\n\x1a\n" + chance.randbytes(2_000)
    if kind == "shell":
        return address, "text/html", _html("", f"Page {number}", "<div id=app></div>", outlet, number)
    if kind == "links":
        body = "".join(f"<li><a href=/{i}>{_headline(chance)}</a></li>" for i in range(60))
        return address, "text/html", _html("en", f"Latest {number}", f"<ul>{body}</ul>", outlet, number)
    if kind == "foreign":
        language = chance.choice(sorted(FOREIGN))
        text = _paragraphs([_filled(chance, FOREIGN[language]) for _ in range(20)])
        return address, "text/html", _html(language, _headline(chance), text, outlet, number)
    if kind == "report" and reports:
        title, text = reports[chance.randrange(len(reports))]
        lines = [line for line in text.splitlines() if line.strip()]
    else:
        title, lines = _headline(chance), [_filled(chance, TOLD) for _ in range(8)]
    lines.insert(1, f"The case has the number {number} in the register of {_name(chance)}.")
    return address, "text/html", _html("en", title, _paragraphs(lines), outlet, number)


def archive(
    path: Path,
    records: int,
    reports: Sequence[tuple[str, str]] = (),
    mixture: Sequence[str] = MIXTURE,
) -> None:
    """Write a WARC of so many records, each zipped by itself, as crawlers do."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(records):
            address, media, content = page(number, reports, mixture)
            headers = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(content), http_headers=headers
            )
            writer.write_record(record)


def _name(chance: Random) -> str:
    """A name that few others have: what is said of it shall seldom be like what is said elsewhere, as in the
    news."""
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _thing(chance: Random) -> str:
    return f"the {_name(chance)} {chance.choice(THINGS)}"


def _headline(chance: Random) -> str:
    return f"{_name(chance)} {chance.choice(POSTS)} speaks on {_thing(chance)}"


def _filled(chance: Random, sentences: Sequence[str]) -> str:
    """Two or three sentences, as a paragraph has."""
    chosen = chance.sample(sentences, min(len(sentences), chance.randint(2, 3)))
    return " ".join(
        sentence.format(
            who=f"{chance.choice(FIRST)} {_name(chance)}",
            post=chance.choice(POSTS),
            town=_name(chance),
            thing=_thing(chance),
            a=chance.choice(NOUNS),
            b=chance.choice(NOUNS),
            day=chance.choice(DAYS),
            few=chance.randint(2, 9),
            many=f"{chance.randint(11, 999) * 10:,}",
            money=chance.randint(2, 90),
        )
        for sentence in chosen
    )


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def _html(language: str, title: str, body: str, outlet: str, number: int) -> bytes:
    when = (BEGIN + number * APART).isoformat()
    menu = "".join(f"<li><a href=/{part}>{part}</a></li>" for part in MENU)
    head = (
        f'<meta charset=utf-8><title>{html.escape(title)}</title><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{when}">'
    )
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{html.escape(title)}</h1>{body}</article>"
        f"<footer><p>All about {outlet}</p></footer></body></html>"
    ).encode()

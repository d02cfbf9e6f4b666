"""`sayso batch` as a program of its own, on archives made up here, and what it leaves: for tests that end it
in all sorts of ways."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SAYSO = Path(sys.executable).with_name("sayso")
INTERFERING = Path(__file__).parent / "interfering"
PATIENCE = 120.0
"""Seconds that something may take to come; only so that a failure ends."""

FERRY = "The ferry to Osk will not sail on Friday, said Mira Tolland, who runs the harbour board."
PIER = "An official said that the pier of Osk was unsafe. The owner denied that the pier was unsafe."
CRACKS = (
    "“Nobody told us about the cracks in the northern pier,” the mayor of Osk, Ines Odell, told reporters on "
    "Monday, and she asked the council for an inquiry into who had known of them for how long. The builder, "
    "Tarn Works, said that it had warned the harbour board twice, in letters that it would now make public."
)
BOLT = "“We wait for one bolt,” said the lock keeper, Jarmila Voss. She expects it within the week."
LAST = "Asked about the lantern of the breakwater, the harbour board said that it would be lit again in May."
GERMAN = "Die Fähre nach Osk fährt am Freitag nicht, sagte die Leiterin des Hafenamts der Zeitung. " * 6


@dataclass(frozen=True)
class Page:
    """A page of news, on ``day`` of October 2031."""

    site: str
    day: int
    title: str
    paragraphs: tuple[str, ...]
    language: str = "en"

    @property
    def url(self) -> str:
        return f"https://{self.site}.example/{self.day}/{self.title.lower().replace(' ', '-')}"

    @property
    def published(self) -> str:
        return f"2031-10-{self.day}T09:00:00+00:00"

    @property
    def outlet(self) -> str:
        return self.site.title()

    @property
    def html(self) -> bytes:
        told = {
            "@type": "NewsArticle",
            "headline": self.title,
            "datePublished": self.published,
            "publisher": {"@type": "Organization", "name": self.outlet},
        }
        text = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return (
            f'<html lang="{self.language}"><head><title>{self.title}</title>'
            f'<script type="application/ld+json">{json.dumps(told)}</script></head>'
            f"<body><article><h1>{self.title}</h1>{text}</article></body></html>"
        ).encode()


LINKS = (
    b"<html lang=en><head><title>All news</title></head><body><ul>"
    + b"".join(b"<li><a href=/%d>News of day %d</a></li>" % (day, day) for day in range(40))
    + b"</ul></body></html>"
)

PAGES: tuple[tuple[Page | bytes, ...], ...] = (
    (
        Page("packet", 13, "Ferry stays in port", (FERRY, PIER)),
        Page("gazette", 13, "Cracks in the pier", (CRACKS, BOLT)),
        Page("morgenpost", 14, "Die Fähre bleibt im Hafen", (GERMAN,), "de"),
        LINKS,
    ),
    (
        Page("tribune", 14, "Pier of Osk is shut", (CRACKS, PIER)),
        Page("echo", 15, "Ferry stays in port", (FERRY, PIER)),  # the first text once more
        Page("packet", 14, "Lock gates stay shut", (BOLT, FERRY)),
        Page("gazette", 15, "Lantern to be lit", (LAST, PIER)),
    ),
)
"""What there is by archive, each of which is a shard."""

COUNTED = {
    "all": 10,
    "read": 5,
    "repeated": 1,
    "refused": {"NoArticle": 1, "WrongLanguage": 1},
    "other": 2,
}
"""What a manifest says of the records."""


def archive(pages: tuple[Page | bytes, ...]) -> tuple[bytes, list[int]]:
    """A WARC of these pages, each a gzip member, and where they begin; an image is at its end."""
    out, starts = io.BytesIO(), []
    writer = WARCWriter(out, gzip=True)
    for page in pages:
        starts.append(out.tell())
        url, body = (page.url, page.html) if isinstance(page, Page) else ("https://echo.example/", page)
        _write(writer, url, body, "text/html")
    _write(writer, "https://echo.example/pier.png", b"\x89PNG", "image/png")
    return out.getvalue(), starts


def _write(writer: WARCWriter, url: str, body: bytes, media_type: str) -> None:
    http = StatusAndHeaders("200 OK", [("Content-Type", media_type)], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http)
    )


def archives(folder: Path) -> Path:
    """A folder of archives with all of `PAGES`."""
    folder.mkdir()
    for number, pages in enumerate(PAGES):
        (folder / f"{number}.warc.gz").write_bytes(archive(pages)[0])
    return folder


def interfered(
    module: str, function: str, folder: Path, *, word: str = "", kills: bool = False, **values: object
) -> dict[str, str]:
    """The environment in which a function waits, or ends its process, and variables of `sayso.batch.run` have
    other ``values`` (`interfering`)."""
    folder.mkdir(exist_ok=True)
    orders: dict[str, Any] = {
        "module": module,
        "function": function,
        "word": word,
        "kills": kills,
        "folder": str(folder),
    }
    orders["set"] = {f"sayso.batch.run.{name}": value for name, value in values.items()}
    path = f"{INTERFERING}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    return {**os.environ, "PYTHONPATH": path, "INTERFERE": json.dumps(orders)}


def command(*arguments: object) -> list[str]:
    workers = () if "--workers" in arguments else ("--workers", "2")
    return [str(SAYSO), "batch", *map(str, arguments), *workers]


def batch(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """The program, to its end."""
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=10 * PATIENCE, check=False, **options
    )


@contextmanager
def begun(*arguments: object, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """The program in a group of its own, as a terminal has it; whatever of it is left at the end is ended."""
    pipe = subprocess.PIPE
    driver = subprocess.Popen(
        command(*arguments), env=env, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )
    try:
        yield driver
    finally:
        for process in group(driver.pid):
            os.kill(process, 9)
        driver.communicate()


def group(leader: int) -> list[int]:
    """The processes of a group that live."""
    living = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its = stat.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its) == leader and state != "Z":
            living.append(int(stat.parent.name))
    return living


def until(true: Callable[[], object], driver: subprocess.Popen[str] | None = None) -> None:
    """Wait until something is true, which a driver that ended will not make so."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert driver is None or driver.poll() is None, driver.communicate()
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def tables(out: Path) -> dict[str, list[str]]:
    """The rows of each table of a data set, in an order of their own, and the month that they are in."""
    found: dict[str, list[str]] = {}
    for path in sorted(out.glob("*/*/*")):
        rows = parquet.ParquetFile(path).read().to_pylist()
        found.setdefault(path.parts[-3], []).extend(f"{path.parts[-2]} {row!r}" for row in rows)
    return {table: sorted(rows) for table, rows in found.items()}


def manifest(out: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((out / "manifest.json").read_bytes())
    return made

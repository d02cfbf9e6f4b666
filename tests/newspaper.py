"""A newspaper on a web site on this machine: articles, and feeds that name them. Its fixtures are for the
tests that import them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


def _site_fixture():
    """The fixture of the tests of `sayso.read`, which a conftest alone would keep to its own folder."""
    path = Path(__file__).parent / "read" / "conftest.py"
    found = importlib.util.spec_from_file_location("a_site", path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.site


site = _site_fixture()


class Paper:
    """Puts articles at /1, /2 … of a site, and feeds that name them by number."""

    def __init__(self, site) -> None:
        self.site = site

    def article(self, number: int, **headers) -> str:
        body = (
            f"<html><head><title>Harbour dispute, day {number}</title></head><body><article>"
            f"<h1>Harbour dispute, day {number}</h1>"
            f"<p>The harbour of Ostholm stayed closed for day {number}, its master said on Monday, and "
            f"the ferry company told this paper that ship number {number} would wait outside the port.</p>"
            "<p>The union of pilots, which called the strike, said that it had not been asked, and that "
            "nobody would work at night before the company came back to the table with another offer.</p>"
            "</article></body></html>"
        )
        return self.site.put(f"/{number}", body.encode(), content_type="text/html; charset=utf-8", **headers)

    def rss(self, *numbers: int, path: str = "/feed", entries: str = "", **headers) -> str:
        """``entries`` is XML to go behind the articles."""
        listed = "".join(
            f"<item><title>Day {number}</title><link>{self.site.url}/{number}</link>"
            f"<pubDate>Fri, 02 May 2031 {number % 24:02}:00:00 +0200</pubDate></item>"
            for number in numbers
        )
        text = f'<rss version="2.0"><channel><title>Ostholm Post</title>{listed}{entries}</channel></rss>'
        return self.site.put(path, text.encode(), content_type="application/rss+xml", **headers)

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of each request for ``path``."""
        return [headers for asked, headers in self.site.asked if asked == path]


@pytest.fixture
def paper(site) -> Paper:
    return Paper(site)

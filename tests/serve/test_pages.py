"""What pages show, and that every number and row leads on."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from sayso.serve import links

PAGES = (
    "/",
    "/search",
    "/search?q=toll",
    "/search?q=toll&best=1",
    "/timeline",
    "/timeline?q=speaker:holt",
    "/reports",
    "/report/{toll}",
    "/report/{toll}?named=unnamed",
    "/report/{earlier}/against/{toll}",
    "/statement/{toll}:1",
    "/voices",
    "/voices?name=holt",
    "/voice/person:maren-holt",
    "/voice/outlet:quay-post",
    "/outlets",
    "/feeds",
    "/refusals",
    "/add",
)


class Links(HTMLParser):
    """The addresses of a page that a reader can follow, and the ids that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.found.append(str(given["href"]))
        if given.get("id"):
            self.ids.add(str(given["id"]))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there_and_its_links_lead_somewhere(client, known, address):
    address = address.format(**known)
    page = client.get(address)
    assert page.status_code == 200
    found = Links(page.text)
    for link in set(found.found):
        if link.startswith("#"):
            assert link[1:] in found.ids, link
        elif link.startswith("?"):
            assert client.get(address.partition("?")[0] + link).status_code == 200, link
        elif link.startswith("/"):
            path, _, part = link.partition("#")
            followed = client.get(path, follow_redirects=True)
            assert followed.status_code == 200, link
            assert not part or part in Links(followed.text).ids, link
        else:
            assert link.startswith("https://"), link


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_script_or_style_of_its_own(client, known, address):
    page = client.get(address.format(**known)).text
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)
    assert "<style" not in page
    for script in re.findall(r"<script([^>]*)>", page):
        assert 'src="/static/' in script or 'type="application/json"' in script


def test_a_report_shows_its_words_marked_and_its_markup_as_text(client, denial):
    page = client.get(f"/report/{denial.report.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<span class="source s1">Holt</span>' in page
    assert '<span class="cue s1">denied</span>' in page
    assert '<span class="content s1">that any toll was planned</span>' in page


def test_a_report_can_be_filtered_by_voice_act_and_naming(client, toll):
    whole = client.get(f"/report/{toll.report.id}").text
    assert 'id="s1"' in whole
    assert 'id="s2"' in whole
    for values in ("voice=person:maren-holt", "act=say", "named=named"):
        part = client.get(f"/report/{toll.report.id}?{values}").text
        assert 'id="s1"' in part
        assert 'id="s2"' not in part
        assert "the old bridge may close" in part  # the text is all there


def test_the_chain_names_who_had_it_from_whom(client, toll):
    page = client.get(f"/statement/{toll.statements[1].id}").text
    chain = page[page.index('<p class="who">') :]
    assert chain.index("Quay Post") < chain.index("←") < chain.index("a harbour official")
    assert "unnamed" in chain


def test_a_search_marks_what_it_looked_for(client):
    assert "the bridge <mark>toll</mark> will rise" in client.get("/search?q=toll").text


def test_facets_narrow_a_search(client):
    page = client.get("/search?q=toll").text
    assert links.search('toll speaker:"Maren Holt"').replace("&", "&amp;") in page
    narrowed = client.get(links.search('toll speaker:"Maren Holt" act:deny')).text
    assert "1 statement," in narrowed


def test_days_of_the_form_become_part_of_the_query(client):
    answer = client.get("/search?q=toll&since=2031-05-03")
    assert answer.status_code == 303
    assert answer.headers["location"] == links.search("toll since:2031-05-03")


def test_pages_go_on_without_a_row_twice(client, monkeypatch, toll, denial):
    monkeypatch.setattr("sayso.serve.pages.timeline.LIMIT", 1)
    seen, address = [], "/timeline"
    while address:
        page = client.get(address).text
        seen += re.findall(r'aria-label="Statement ([0-9a-f]+:\d+)"', page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    assert sorted(seen) == sorted({s.id for one in (toll, denial) for s in one.statements})


def test_versions_stand_side_by_side(client, toll, earlier):
    page = client.get(f"/report/{earlier.report.id}/against/{toll.report.id}").text
    assert "<del>May.</del>" in page
    assert "<ins>June.</ins>" in page
    assert "a harbour official" in page


def test_the_older_version_stands_on_the_left(client, earlier, toll):
    answer = client.get(f"/report/{toll.report.id}/against/{earlier.report.id}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/report/{earlier.report.id}/against/{toll.report.id}"


def test_reports_that_are_no_versions_cannot_be_compared(client, denial, earlier):
    assert client.get(f"/report/{earlier.report.id}/against/{denial.report.id}").status_code == 404


@pytest.mark.parametrize("address", ["/search?q=toll", "/voices", "/outlets", "/reports", "/refusals"])
def test_what_is_on_a_page_can_be_taken_along(client, address):
    joint = "&" if "?" in address else "?"
    table = client.get(f"{address}{joint}format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(table.text)))
    whole = client.get(f"{address}{joint}format=json").json()
    assert len(rows) - 1 == len(whole["rows"]) > 0


def test_a_page_without_a_table_says_so(client):
    assert client.get("/add?format=csv").status_code == 400
    assert client.get("/search?format=exe").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/report/0000000000000000", 404),
        ("/statement/none:1", 404),
        ("/voice/person:nobody", 404),
        ("/job/none", 404),
        ("/search?q=since:never", 400),
        ("/search?after=soon", 400),
        ("/search?since=soon", 400),
        (f"/search?q={'a' * 1001}", 400),
        ("/search?" + "&".join(f"a{n}=1" for n in range(60)), 400),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "desk.db" not in answer.text


def test_an_empty_ledger_has_pages_too(served, tmp_path):
    from sayso import ledger
    from sayso.serve.site import Site

    ledger.writer(tmp_path / "empty.db").close()
    with served(Site(tmp_path / "empty.db")) as client:
        for address in (
            "/",
            "/search",
            "/timeline",
            "/reports",
            "/voices",
            "/outlets",
            "/feeds",
            "/refusals",
        ):
            page = client.get(address)
            assert page.status_code == 200
            assert 'class="empty"' in page.text


def test_a_theme_is_remembered(client):
    answer = client.post(
        "/theme", data={"theme": "dark", "back": "/voices"}, headers={"Origin": "http://localhost:8642"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/voices"
    assert 'data-theme="dark"' in client.get("/").text


@pytest.mark.parametrize("back", ["https://else.example/", "//else.example", "/\\else.example"])
def test_a_theme_leads_nowhere_else(client, back):
    answer = client.post(
        "/theme", data={"theme": "dark", "back": back}, headers={"Origin": "http://localhost:8642"}
    )
    assert answer.headers["location"] == "/"


def test_names_with_markup_stay_words_in_what_is_drawn(served, tmp_path):
    from sayso import ledger
    from sayso.serve.site import Site
    from sayso.types import Block, BlockKind, Outlet, Reading, Report

    report = Report(
        "0123456789abcdef",
        "Nothing was said.",
        (Block(BlockKind.BODY, 0, 17),),
        outlet=Outlet("</script><script>alert(1)</script>", "a.example"),
        published="2031-05-02",
        language="en",
    )
    with ledger.writer(tmp_path / "a.db") as writer:
        writer.add(Reading(report, ()), model="none")
    with served(Site(tmp_path / "a.db")) as client:
        page = client.get("/").text
        assert "<script>alert" not in page
        assert "\\u003cscript\\u003ealert(1)" in page

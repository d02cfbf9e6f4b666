"""What the pages about claims, disputes, positions and stories show, and where they lead."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso import ledger
from sayso.ask.desk import Desk
from sayso.intake.linking import Linking
from sayso.ledger.base import ClaimOrder
from sayso.serve import links
from sayso.serve.site import Site
from sayso.types import Act

MARKUP = "<script>alert(1)</script>"
FALSE = "the June inspection of the old bridge was falsified"
LONG = (
    "two of the four piers have not been looked at since the winter of the great ice, and that whoever signed"
    " the sheet for the harbour board must have done so at a desk in town with the lamps lit and doors shut"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory, reading) -> Path:
    """Three outlets carry that an inspection was falsified, a minister denies it, and changes her mind on an
    inquiry."""
    found = tmp_path_factory.mktemp("claims") / "desk.db"
    with ledger.writer(found) as writer:
        linking = Linking(writer)
        for one in readings(reading):
            with writer.transaction():
                writer.add(one, model="none")
                linking.add(one, None)
    return found


def readings(reading):
    official, insider = "a harbour official", "an inspector of bridges"
    yield reading(
        (official, "said", FALSE, Act.SAY),
        ("Pell", "said", LONG, Act.SAY),
        ("Holt", "opposes", "an independent inquiry into the bridge", Act.OPPOSE),
        published="2031-05-02T08:30:00+00:00",
        title=f"Bridge report {MARKUP}",
    )
    yield reading(
        (insider, "told", f"the Herald that {FALSE}", Act.SAY),
        outlet="Tide Herald",
        published="2031-05-02T16:00:00+00:00",
        title="Inspector speaks of the bridge",
    )
    yield reading(
        (official, "said", FALSE, Act.SAY),
        ("Pell", "said", LONG, Act.SAY),
        outlet="Sea Gazette",
        published="2031-05-02T20:00:00+00:00",
        title="Bridge not looked at",
    )
    yield reading(
        ("Holt", "denied", f"that {FALSE}", Act.DENY),
        ("Pell", "said", f"{MARKUP} was an answer", Act.SAY),
        outlet="Pier News",
        published="2031-05-03T09:00:00+00:00",
        title="Minister denies that bridge inspection was falsified",
    )
    yield reading(
        ("Holt", "supports", "an independent inquiry into the bridge", Act.SUPPORT),
        outlet="Pier News",
        published="2031-05-04T09:00:00+00:00",
        title="Minister for bridge inquiry",
    )


@pytest.fixture
def client(path, served) -> Iterator[TestClient]:
    with served(Site(path)) as made:
        yield made


@pytest.fixture
def desk(path) -> Iterator[Desk]:
    with Desk(ledger.view(path)) as opened:
        yield opened


@pytest.fixture
def main(desk) -> str:
    """The id of the claim that the inspection was falsified."""
    return next(row.id for row in desk.claims("falsified").rows if row.outlets > 1)


@pytest.fixture
def pages(desk, main) -> list[str]:
    report = main.partition(":")[0]
    return [
        "/",
        "/claims",
        *(f"/claims?sort={order}" for order in ClaimOrder),
        "/claims?q=inquiry",
        links.claim(main),
        links.claim(desk.claims(order=ClaimOrder.NEWEST, limit=100).rows[-1].id),
        "/disputes",
        "/disputes?q=act:deny",
        "/positions",
        "/positions?q=speaker:holt",
        "/stories",
        links.story(report),
        links.report(report),
        links.statement(main),
        links.voice("person:maren-holt"),
    ]


class Page(HTMLParser):
    """The addresses of a page, the ids that it has, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_every_link_leads_somewhere_and_no_id_is_there_twice(client, pages):
    seen: dict[str, Page] = {}
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = Page(answer.text)
        assert len(page.ids) == len(set(page.ids)), address
        for link in page.links:
            if link.startswith("https://"):
                continue
            path, _, part = link.partition("#")
            path = address if not path else address.partition("?")[0] + path if path[0] == "?" else path
            if path not in seen:
                followed = client.get(path)
                assert followed.status_code == 200, (address, link)
                seen[path] = Page(followed.text)
            assert not part or part in seen[path].ids, (address, link)


def test_no_page_has_a_script_or_style_of_its_own_and_markup_is_text(client, pages):
    for address in pages:
        text = client.get(address).text
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", text), address
        assert "<style" not in text, address
        assert "<script>alert" not in text, address


def test_home_leads_to_the_claim_and_says_who_disputes_it(client, main):
    text = client.get("/").text
    at = text.index(f'href="{links.claim(main)}"')
    card = Page(text[at : text.index("</article>", at)])
    assert "Maren Holt" in card.words
    assert f"{links.claim(main)}#origins" in card.links
    assert f"{links.claim(main)}#disputes" in card.links


def test_home_without_claims_says_nothing_of_them(served, tmp_path, reading):
    with ledger.writer(tmp_path / "unlinked.db") as writer:
        writer.add(reading(("Holt", "said", FALSE, Act.SAY)), model="none")
    with served(Site(tmp_path / "unlinked.db")) as client:
        assert "Repeated most" not in client.get("/").text
        for address in ("/claims", "/disputes", "/positions", "/stories"):
            page = client.get(address)
            assert page.status_code == 200
            assert 'class="empty"' in page.text


def test_a_claim_says_on_whose_say_so_it_rests(client, desk, main):
    page = Page(client.get(links.claim(main)).text)
    shown = desk.claim(main)
    assert shown.provenance.verdict in page.words
    assert {origin.id.replace(":", "-") for origin in shown.provenance.origins} <= set(page.ids)
    for row in shown.statements:
        assert links.statement(row.id) in page.links
        assert links.in_report(row.id) in page.links


def test_a_claim_has_one_page_under_all_its_statements(client, desk, main):
    texts = {
        re.sub(r"/claim/[0-9a-f:]+", "", client.get(links.claim(row.id)).text)
        for row in desk.claim(main).statements
    }
    assert len(texts) == 1


def test_the_drawing_has_every_outlet_and_says_whose_words_have_no_name(client, desk, main):
    text = client.get(links.claim(main)).text
    drawing = text[text.index("<svg class") : text.index("</svg>")]
    for outlet in desk.origins(main).outlets:
        assert outlet in drawing
    assert "without a name" in drawing


def test_both_sides_of_a_dispute_stand_beside_each_other_with_the_words_that_show_it(client):
    text = client.get("/disputes").text
    odds = text[text.index('<article class="odds">') :]
    one, other = re.findall(r'<div class="side">(.*?)</div>', odds, re.S)[:2]
    assert "a harbour official" in one
    assert "Maren Holt" in other
    assert '<mark><span class="cue">denied</span></mark>' in other
    assert "<mark>" not in one


def test_a_claim_stands_first_in_its_disputes(client, desk, main):
    denial = next(row.id for row in desk.claims("act:deny", order=ClaimOrder.NEWEST).rows)
    for claim, first in ((main, "a harbour official"), (denial, "Maren Holt")):
        text = client.get(links.claim(claim)).text
        odds = text[text.index('<article class="odds">') :]
        assert first in re.findall(r'<div class="side">(.*?)</div>', odds, re.S)[0]


def test_copied_passages_stand_beside_each_other(client, desk, main):
    text = client.get(links.claim(main)).text
    assert desk.claim(main).copies
    copied = text[text.index('id="copies"') :]
    assert copied.index("Larkhaven Courier") < copied.index("Sea Gazette")
    assert "the great ice" in copied


def test_a_change_of_side_is_told(client):
    for address in ("/positions?q=inquiry", links.voice("person:maren-holt")):
        words = re.sub(r"\s+", " ", Page(client.get(address).text).words)
        assert words.index("opposes") < words.index("supports") < words.index("until then: opposes")


def test_a_voice_says_whom_it_answers(client):
    words = re.sub(r"\s+", " ", Page(client.get(links.voice("person:maren-holt")).text).words)
    assert re.search("Maren Holt answers (Quay Post ← )?a harbour official", words)


def test_a_report_leads_to_its_claims_and_its_story(client, desk, main):
    report = main.partition(":")[0]
    page = Page(client.get(links.report(report)).text)
    assert links.claim(main) in page.links
    assert f"{links.claim(main)}#disputes" in page.links
    assert links.story(report) in page.links


def test_a_story_tells_its_reports_in_the_order_of_time(client, desk):
    story = desk.stories().rows[0]
    text = client.get(links.story(story.id)).text
    places = [text.index(f'"{links.report(kept.id)}"') for kept in desk.story(story.id).reports]
    assert len(places) == story.reports > 2
    assert places == sorted(places)


@pytest.mark.parametrize("address", ["/claims", "/disputes", "/positions", "/stories"])
def test_what_is_on_a_page_can_be_taken_along(client, address):
    rows = list(csv.reader(io.StringIO(client.get(f"{address}?format=csv").text)))
    whole = client.get(f"{address}?format=json").json()
    assert len(rows) - 1 == len(whole["rows"]) > 0


def test_a_claim_can_be_taken_along_with_all_that_stands_behind_it(client, desk, main):
    whole = client.get(f"{links.claim(main)}?format=json").json()
    assert whole["provenance"]["verdict"] == desk.origins(main).verdict
    assert [row["id"] for row in whole["rows"]] == [row.id for row in desk.claim(main).statements]
    assert len(whole["disputes"]) == len(desk.claim(main).disputes) > 0


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/claim/nothing", 404),
        ("/claim/0000000000000000:1", 404),
        ("/claim/falsified", 404),
        ("/story/0000000000000000", 404),
        ("/story/%00", 404),
        ("/claims?sort=loudest", 400),
        ("/claims?after=soon", 400),
        ("/disputes?after=soon", 400),
        ("/stories?after=soon", 400),
        ("/positions?after=soon", 400),
        ("/positions?q=since:never", 400),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert "<h1>" in answer.text


@pytest.mark.parametrize("address", ["/claims?sort=newest", "/disputes", "/stories"])
def test_pages_go_on_without_a_row_twice(client, desk, monkeypatch, address):
    ask = {"/claims": desk.claims, "/disputes": desk.disputes, "/stories": desk.stories}
    name = address.partition("?")[0]
    monkeypatch.setattr(f"sayso.serve.pages.{name[1:]}.LIMIT", 1)
    seen, following = [], address
    while following:
        whole = client.get(f"{following}{'&' if '?' in following else '?'}format=json").json()
        seen += [json.dumps(row) for row in whole["rows"]]
        more = re.search(r'rel="next" href="([^"]+)"', client.get(following).text)
        following = more[1].replace("&amp;", "&") if more else ""
    wanted = ask[name](order=ClaimOrder.NEWEST) if name == "/claims" else ask[name]()
    assert len(seen) == len(set(seen)) == len(wanted.rows)

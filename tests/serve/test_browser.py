"""The pages in a real browser, over the worked story: what a reader sees, hears and presses."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from sayso import ledger
from sayso.serve.app import application
from sayso.serve.running import Listening, bound
from sayso.serve.site import Site

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
AXE = Path(__file__).parent / "axe" / "axe.min.js"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LIGHT, DARK = "light", "dark"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Path:
    """A ledger with the examples, the worked story among them."""
    from sayso.intake.adding import add
    from sayso.intake.reading import Recipe

    path = tmp_path_factory.mktemp("story") / "story.db"
    with ledger.writer(path) as writer:
        for _ in add(writer, [str(EXAMPLES)], Recipe(known=path)):
            pass
    return path


@pytest.fixture(scope="module")
def address(story: Path) -> Iterator[str]:
    """Where the story is served, by a thread."""
    door = bound(Listening("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(Site(story)), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Watched:
    """A page, with whatever it complained of, and whom it asked."""

    def __init__(self, browser, address: str, viewport, scheme: str, **options: object) -> None:
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme, **options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self._address, self._scripts = address, options.get("java_script_enabled", True)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("request", self._asked)

    def _said(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.strangers.append(request.url)

    def go(self, path: str):
        self.page.goto(self._address + path)
        if self._scripts and self.page.locator("figure[data-drawing]").count():
            self.page.wait_for_selector("figure[data-drawing] svg")
        return self.page

    def is_calm(self) -> bool:
        """Whether nothing was complained of and nobody else was asked."""
        assert self.complaints == []
        assert self.strangers == []
        return True


@pytest.fixture
def opened(chromium, address):
    """Opens pages, and closes them."""
    made: list[Watched] = []

    def new(viewport=WIDE, scheme: str = LIGHT, **options: object) -> Watched:
        made.append(Watched(chromium, address, viewport, scheme, **options))
        return made[-1]

    yield new
    for one in made:
        one.context.close()


@pytest.fixture(scope="module")
def paths(story: Path) -> dict[str, str]:
    """A page of each kind, by name."""
    from sayso.ask.desk import Desk

    with Desk(ledger.view(story)) as desk:
        inspection = desk.search("inspection falsified").rows[-1]
        denial = desk.search("act:deny").rows[0]
        speaker = desk.voices().rows[0]
        claim = desk.claims("dam inspection falsified").rows[0]
        story = desk.stories("dam").rows[0]
    return {
        "home": "/",
        "search": "/search?q=dam",
        "nothing": "/search?q=zeppelin",
        "timeline": "/timeline?q=dam",
        "reports": "/reports",
        "report": f"/report/{inspection.report}",
        "part": f"/report/{denial.report}?act=deny",
        "statement": f"/statement/{denial.id}",
        "voices": "/voices",
        "voice": f"/voice/{speaker.id}",
        "outlets": "/outlets",
        "feeds": "/feeds",
        "refusals": "/refusals",
        "add": "/add",
        "claims": "/claims",
        "claim": f"/claim/{claim.id}",
        "disputes": "/disputes",
        "positions": "/positions",
        "stories": "/stories",
        "story": f"/story/{story.id}",
    }


NAMES = (
    "home", "search", "nothing", "timeline", "reports", "report", "part", "statement", "voices", "voice",
    "outlets", "feeds", "refusals", "add", "claims", "claim", "disputes", "positions", "stories", "story",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        *((name, LIGHT) for name in NAMES),
        *((name, DARK) for name in ("home", "search", "report", "outlets", "claim", "positions")),
    ],
)
def test_pages_can_be_read_by_everybody(opened, paths, name, scheme):
    watched = opened(scheme=scheme)
    page = watched.go(paths[name])
    # The check is put in by the tests' own hand, which the policy does not bind.
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = [
        (one["id"], [node["html"][:160] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []
    assert watched.is_calm()


@pytest.mark.parametrize("name", NAMES)
def test_pages_fit_on_a_phone(opened, paths, name):
    watched = opened(PHONE)
    page = watched.go(paths[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert watched.is_calm()


def test_dark_is_dark_by_the_system_and_by_choice(opened):
    def paper(page) -> int:
        red = re.search(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))
        return int(red[0])

    by_system = opened(scheme=DARK).go("/")
    assert paper(by_system) < 60
    page = opened(scheme=LIGHT).go("/")
    assert paper(page) > 200
    with page.expect_navigation():
        page.click("button[value=dark]")
    assert paper(page) < 60
    page.goto(page.url + "voices")
    assert paper(page) < 60
    with page.expect_navigation():
        page.click("button[value=system]")
    assert paper(page) > 200


def test_the_keyboard_walks_through_a_report(opened, paths):
    watched = opened()
    page = watched.go(paths["report"])
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "s1"
    assert page.locator(".words .lit").count() > 0
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "s1"
    page.keyboard.press("Enter")
    page.wait_for_url("**/statement/**")
    assert page.url.endswith(":1")
    assert watched.is_calm()


def test_everything_can_be_reached_by_tab(opened):
    page = opened().go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_drawings_are_drawn_and_say_what_they_are(opened, paths):
    page = opened().go("/")
    page.wait_for_selector("figure[data-drawing=coverage] svg circle")
    assert (
        page.get_attribute("figure[data-drawing=coverage] svg", "aria-label") == "Reports by outlet and day"
    )
    assert page.locator("figure[data-drawing=coverage] svg circle").count() > 5


@pytest.mark.parametrize(
    "name", ["home", "search", "timeline", "report", "statement", "voice", "outlets", "claim"]
)
def test_pages_work_without_scripts(opened, paths, name):
    page = opened(java_script_enabled=False).go(paths[name])
    assert page.locator("h1").count() == 1


def test_a_number_leads_to_its_statement_without_a_script(opened, paths):
    page = opened(java_script_enabled=False).go(paths["report"])
    page.click("#ts1")
    lit = "getComputedStyle(document.querySelector('.words .s1')).backgroundColor"
    assert page.url.endswith("#s1")
    assert page.locator("#s1:target").count() == 1
    other = "getComputedStyle(document.querySelector('.key .content')).backgroundColor"
    assert page.locator("#s1").evaluate(f"() => {lit} !== {other}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_pasted_and_watched_until_it_has_a_page(opened, scripts):
    watched = opened(java_script_enabled=scripts)
    page = watched.go("/add")
    page.fill(
        "#text",
        f"The quay will be closed in May, the port minister Ada Quill told the Pier News ({scripts}).",
    )
    page.fill("#published", "2031-03-04")
    page.click("text=Read it")
    page.wait_for_url("**/report/**", timeout=60_000)
    assert "Ada Quill" in page.inner_text(".cards")
    assert watched.is_calm()


def test_a_report_that_holds_markup_shows_it_as_text(opened):
    watched = opened()
    page = watched.go("/add")
    page.fill(
        "#text", 'Ada Quill said: "<img src=x onerror=alert(1)><script>alert(2)</script> is my answer."'
    )
    page.click("text=Read it")
    page.wait_for_url("**/report/**", timeout=60_000)
    assert "<script>alert(2)</script>" in page.inner_text("main")
    assert page.locator("main img").count() == 0
    assert watched.is_calm()


def test_home_leads_at_once_to_how_many_origins_the_main_claim_has_and_who_disputes_it(opened):
    watched = opened()
    page = watched.go("/")
    card = page.locator("article.claim").first
    assert re.search(r"\d independent origins?", card.inner_text())
    assert "Disputed by" in card.inner_text()
    with page.expect_navigation():
        card.locator("h3 a").click()
    assert re.search(r"inspection of the Harn dam", page.inner_text("h1"))
    assert "independent origins" in page.inner_text(".heading .verdict")
    assert "Falk" in page.inner_text(".disputers")
    assert page.locator("svg.origin-tree .node.anonymous").count() == 2
    assert page.locator("svg.origin-tree .node.copied").count() == 1
    assert watched.is_calm()


def test_the_drawing_of_origins_is_walked_by_keyboard_and_leads_to_the_words(opened, paths):
    watched = opened()
    page = watched.go(paths["claim"])
    page.locator("svg.origin-tree a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(":target").count() == 1
    assert re.search("#(origin-|w)", page.url)
    assert watched.is_calm()


def test_a_claim_is_printed_with_its_drawing(opened, paths):
    page = opened(PHONE).go(paths["claim"])
    page.emulate_media(media="print")
    width = page.evaluate("document.querySelector('svg.origin-tree').getBoundingClientRect().width")
    assert 0 < width <= PHONE["width"]


def test_a_first_visit_is_light(opened):
    watched = opened()
    sizes: list[int] = []
    watched.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    watched.go("/")
    assert 0 < sum(sizes) < 400_000


def test_words_and_their_statement_light_up_together(opened, paths):
    page = opened(java_script_enabled=False).go(paths["report"])
    paper = "one => getComputedStyle(one).backgroundColor"
    card, words = page.locator("#s2"), page.locator(".words .content.s2").first
    before = card.evaluate(paper)
    words.hover()
    assert card.evaluate(paper) == words.evaluate(paper) != before

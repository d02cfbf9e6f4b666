import io
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from lxml import html

from sayso.export.html import write
from sayso.types import Outlet


def page(readings) -> str:
    out = io.StringIO()
    write(readings, out)
    return out.getvalue()


def test_the_text_stands_in_it_whole_and_in_order(reading):
    tree = html.fromstring(page([reading]))
    for number in tree.xpath("//div[@class='words']//a"):
        number.drop_tree()
    for kind in tree.xpath("//span[@class='kind']"):
        kind.drop_tree()
    shown = "".join(part.text_content().strip() for part in tree.xpath("//h1 | //div[@class='words']"))
    assert shown == reading.report.text.replace("\n\n", "")


def test_every_link_inside_the_page_leads_somewhere_and_every_anchor_is_one(reading):
    tree = html.fromstring(page([reading, reading]))
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    links = [link for link in tree.xpath("//@href") if link.startswith("#")]
    assert links
    assert {link[1:] for link in links} <= set(anchors)


def test_statements_and_words_link_both_ways(reading):
    tree = html.fromstring(page([reading]))
    for number in (1, 2, 3):
        (card,) = tree.xpath(f"//li[@id='r1s{number}']")
        (word,) = tree.xpath(f"//a[@id='tr1s{number}']")
        assert card.xpath(f".//a[@href='#tr1s{number}']")
        assert word.get("href") == f"#r1s{number}"


def test_the_words_of_each_role_are_marked(reading):
    tree = html.fromstring(page([reading]))

    def marked(role: str, key: str) -> str:
        found = tree.xpath(
            f"//div[@class='words']//span[contains(@class, '{role}') and contains(@class, '{key}')]"
        )
        return "".join(span.text_content() for span in found)

    assert marked("source", "r1s1") == "the water boardDr Tamsin Oyelaran"
    assert marked("cue", "r1s2") == "citing"
    assert marked("content", "r1s3") == "=SUM(A1) was all that the board's spreadsheet showed"


HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(1)></style>{{ 7 * 7 }}"""


def test_nothing_in_a_report_becomes_markup(reading):
    words = replace(reading.statements[0].content, text=HOSTILE)
    statement = replace(reading.statements[0], content=words, source=words, cue=words, reasons=(HOSTILE,))
    voice = replace(reading.statements[0].voices[-1], name=HOSTILE, words=HOSTILE, why=HOSTILE)
    statement = replace(statement, voices=(replace(voice, role="relay", actor="outlet:x"), voice))
    text = HOSTILE + " " * 300
    report = replace(
        reading.report,
        text=text,
        blocks=(replace(reading.report.blocks[2], start=0, end=len(text)),),
        title=HOSTILE,
        authors=(HOSTILE,),
        outlet=Outlet(HOSTILE),
        published=HOSTILE,
        url=HOSTILE,
        notes=(HOSTILE,),
    )
    shown = page([replace(reading, report=report, statements=(statement,))] * 2)
    tree = html.fromstring(shown)
    assert not tree.xpath("//script | //img | //@onerror")
    assert len(tree.xpath("//style")) == 1
    assert "49" not in tree.xpath("string(//main)")


def test_a_statement_shows_its_chain_and_points_to_its_parent(reading):
    tree = html.fromstring(page([reading]))
    (inner,) = tree.xpath("//li[@id='r1s2']")
    assert "inner" in inner.get("class")
    assert inner.xpath(".//a[@href='#r1s1']")
    assert inner.xpath("string(.//p[@class='chain'])").startswith("Larkhaven Water Board ← ")


def test_the_voices_are_summed_up_at_the_top(reading):
    tree = html.fromstring(page([reading]))
    assert "2 voices: 1 named, 1 described" in tree.xpath("string(//article/header/ul)")


def test_only_web_addresses_become_links(reading):
    hostile = replace(reading.report, url="javascript:alert(1)")
    assert "javascript:" not in page([replace(reading, report=hostile)])
    assert 'href="https://courier.example/water"' in page([reading])


def test_nothing_is_loaded_from_elsewhere(reading):
    shown = page([reading])
    tree = html.fromstring(shown)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //@src")
    assert not re.search(r"url\(|@import", shown)


def test_text_outside_all_blocks_is_shown(reading):
    gap = replace(reading, report=replace(reading.report, blocks=reading.report.blocks[:1]))
    assert "Read more: The long summer" in html.fromstring(page([gap])).text_content()


def test_no_readings_make_no_page():
    assert page([]) == ""


# Contrast, by the definitions of WCAG 2.2: 4.5 to 1 for text, 3 to 1 for lines that carry meaning.


def _palettes() -> dict[str, dict[str, str]]:
    css = (files("sayso.export") / "page.css").read_text()
    found = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rule))
        for rule in re.findall(r":root \{([^}]*)\}", css)
    ]
    return dict(zip(("light", "dark", "print"), found, strict=True))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", _palettes().values(), ids=_palettes())
def test_words_can_be_read_in_every_palette(palette):
    for ground in ("paper", "card", "source", "cue", "content", "lit"):
        assert contrast(palette["ink"], palette[ground]) >= 4.5, ground
    for ground in ("paper", "card"):
        assert contrast(palette["soft"], palette[ground]) >= 4.5, ground
        assert contrast(palette["link"], palette[ground]) >= 4.5, ground
    for role in ("source", "cue", "content"):
        assert contrast(palette[f"{role}-line"], palette[role]) >= 3, role


def test_the_measure_of_contrast_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_roles_are_told_apart_by_more_than_colour():
    css = (files("sayso.export") / "page.css").read_text()
    lines = {
        role: re.search(rf"^\.{role} \{{[^}}]*underline (\w+ \dpx)", css, re.M)
        for role in ("source", "cue", "content")
    }
    assert len({line[1] for line in lines.values() if line}) == 3

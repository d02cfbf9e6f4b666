"""How well pages are read: text against text, block kinds against labels.

    python benchmarks/reading.py --reports PATH_TO_NEWS_EVENTS

Three tables, printed and written to results/reading.json and results/reading.md:

- *round trip*: the words of a given text that stand in the report read from its JSON;
- *pages*: each given text set into an HTML page with navigation, byline, caption, credit, promos, related
  links, comments and a footer (`page_of`); precision and recall of the words in prose
  (body, quote, list, headline, dek, dateline) and in all blocks, beside trafilatura alone on the same pages;
- *kinds*: the labelled blocks of pages/ by the kind that was read, as a confusion table.

The reports are folders of JSON files with "text" and "title", as news-please writes them. What a given
text itself holds of teasers and captions counts as body in the first two tables, so 100 is not the aim.
"""

from __future__ import annotations

import argparse
import html
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from sayso.errors import Refused
from sayso.read.document import Document
from sayso.read.formats import report_of
from sayso.types import BlockKind, Report

HERE = Path(__file__).parent
WORD = re.compile(r"\w+")
BODY = {
    BlockKind.BODY,
    BlockKind.QUOTE,
    BlockKind.LIST,
    BlockKind.HEADLINE,
    BlockKind.DEK,
    BlockKind.DATELINE,
}
EVERY = set(BlockKind)
FURNITURE = "(furniture)"
ABSENT = "(not read)"

# ruff: noqa: E501
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Benchmark</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="2031-01-02T03:04:05Z"></head><body>
<div class="cookie-banner"><p>We use small files to remember that you were here. <button>Fine</button></p></div>
<header><nav><ul><li><a href="/1">Front</a></li><li><a href="/2">World</a></li><li><a href="/3">Money</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By Zebulon Quixley, Benchmark Correspondent</p>
<div class="share"><a href="/s">Send by post</a></div>
<figure><img src="x.jpg"><figcaption class="caption">Quokkas gather beneath the municipal clocktower. <span class="credit">Photo: Zoltan Xu / Quillpix</span></figcaption></figure>
<div class="story-body">{first}<p><strong>Read more: <a href="/r">Quokkas return to the clocktower</a></strong></p>{rest}</div>
<div class="newsletter-signup"><h3>The Quokka Letter</h3><p>Sign up for marsupial tidings.</p></div></article>
<section class="related-stories"><h2>Related stories</h2><ul><li><a href="/a">Clocktower wound backwards overnight</a></li><li><a href="/b">Xylophone thief apprehended yonder</a></li></ul></section>
<section class="comments"><p>First! Splendid marsupials, wonderful clocktower,
    would visit again.</p></section></main>
<footer><p>© The Benchmark. Zealously guarded.</p></footer></body></html>"""


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def given(path: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(path.glob("*/*.json")):
        thing = json.loads(file.read_text(encoding="utf-8"))
        if thing.get("text"):
            yield thing


def page_of(thing: dict[str, Any]) -> str:
    """The given text, a <p> for each line, in a page full of furniture."""
    paragraphs = [f"<p>{html.escape(line)}</p>" for line in thing["text"].split("\n") if line.strip()]
    return PAGE.format(
        title=html.escape(thing["title"] or "Untitled"),
        first="".join(paragraphs[:3]),
        rest="".join(paragraphs[3:]),
    )


def read_words(report: Report, kinds: set[BlockKind]) -> Counter[str]:
    return words(
        "\n".join(report.text[block.start : block.end] for block in report.blocks if block.kind in kinds)
    )


def shares(pairs: Sequence[tuple[Counter[str], Counter[str]]]) -> dict[str, float]:
    """Precision and recall of words (as bags), in percent, over all pairs of (given, read)."""
    common = sum((gold & found).total() for gold, found in pairs)
    return {
        "precision": round(100 * common / max(1, sum(found.total() for _, found in pairs)), 2),
        "recall": round(100 * common / max(1, sum(gold.total() for gold, _ in pairs)), 2),
    }


def text_tables(reports: Path) -> dict[str, Any]:
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    through_json, through_page, all_kinds, alone, refused = [], [], [], [], []
    for thing in given(reports):
        gold = words(f"{thing['title']}\n{thing['text']}")
        for kind, name, data, tables in (
            ("json", "a.json", json.dumps(thing).encode(), [(through_json, EVERY)]),
            ("page", "a.html", page_of(thing).encode(), [(through_page, BODY), (all_kinds, EVERY)]),
        ):
            try:
                report = report_of(Document(name, data))
            except Refused as error:
                refused.append(f"{kind} of {words(thing['text']).total()} words: {error.problem}")
                report = None
            for pairs, kinds in tables:
                pairs.append((gold, read_words(report, kinds) if report else Counter()))
        alone.append(
            (gold, words(f"{thing['title']}\n{extract(page_of(thing), include_comments=False) or ''}"))
        )
    return {
        "reports": len(alone),
        "round trip, sayso": shares(through_json),
        "pages, sayso, body, quote, list, headline, dek and dateline blocks": shares(through_page),
        "pages, sayso, all blocks (the template's caption and promos among them)": shares(all_kinds),
        "pages, trafilatura": shares(alone),
        "refused": dict(Counter(refused)),
    }


def letters(text: str) -> str:
    return "".join(WORD.findall(text.casefold()))


def labelled(path: Path) -> tuple[bytes, list[tuple[str, str]]]:
    """A page without its labels, and the labels (kind, text): data-block attributes, or NAME.labels.json."""
    sidecar = path.with_suffix(".labels.json")
    if sidecar.exists():
        return path.read_bytes(), [
            (kind, text) for kind, text in json.loads(sidecar.read_text(encoding="utf-8"))
        ]
    source = path.read_text(encoding="utf-8")
    tree = lxml_html.document_fromstring(source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    gold = [
        (element.get("data-block"), " ".join(element.text_content().split()))
        for element in tree.xpath("//*[@data-block]")
    ]
    return re.sub(r' data-block="\w+"', "", source).encode(), gold


def kinds_table(pages: Path) -> dict[str, dict[str, int]]:
    """Counts by labelled kind, then by the kind of the block that was read; every block read for which
    there is no label counts under `FURNITURE`."""
    table: dict[str, Counter[str]] = {}
    for path in sorted(pages.iterdir()):
        if path.name.endswith(".labels.json"):
            continue
        data, gold = labelled(path)
        report = report_of(Document(path.name, data))
        left = [(block.kind.value, letters(report.text[block.start : block.end])) for block in report.blocks]
        for kind, text in gold:
            wanted = letters(text)
            match = next((item for item in left if item[1] == wanted), None) or next(
                (item for item in left if wanted in item[1]), None
            )
            table.setdefault(kind, Counter())[match[0] if match else ABSENT] += 1
            if match and match[1] == wanted:
                left.remove(match)
        for kind, text in left:
            if text and not any(letters(label) in text for _, label in gold):
                table.setdefault(FURNITURE, Counter())[kind] += 1
    return {kind: dict(counts) for kind, counts in sorted(table.items())}


def markdown_of(results: dict[str, Any]) -> str:
    lines = ["# Reading", ""]
    if "text" in results:
        text = results["text"]
        lines += [
            f"Words of {text['reports']} given reports, in percent:",
            "",
            "| | precision | recall |",
            "|---|---|---|",
        ]
        lines += [
            f"| {name} | {row['precision']} | {row['recall']} |"
            for name, row in text.items()
            if isinstance(row, dict) and "recall" in row
        ]
        lines += [
            "",
            "Refused: " + ("; ".join(f"{why}: {count}" for why, count in text["refused"].items()) or "none"),
            "",
        ]
    kinds = results["kinds"]
    columns = sorted({kind for row in kinds.values() for kind in row})
    lines += [
        "Blocks of pages/ by label (rows) and as read (columns):",
        "",
        f"| | {' | '.join(columns)} |",
        "|---" * (len(columns) + 1) + "|",
    ]
    lines += [
        f"| {kind} | {' | '.join(str(row.get(column, '')) for column in columns)} |"
        for kind, row in kinds.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--reports", type=Path, help="folder of folders of JSON reports")
    arguments.add_argument("--pages", type=Path, default=HERE / "pages", help="folder of labelled pages")
    options = arguments.parse_args()
    results: dict[str, Any] = {"kinds": kinds_table(options.pages)}
    if options.reports and options.reports.is_dir():
        results["text"] = text_tables(options.reports)
    else:
        print("text against text is skipped: --reports names no folder")
    table = markdown_of(results)
    print(table)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "reading.json").write_text(
        json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (HERE / "results" / "reading.md").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()

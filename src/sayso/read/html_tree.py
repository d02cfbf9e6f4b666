"""Markup → a tree, and the tree → leaves: the stretches of text that a browser would set as blocks.

No recursion anywhere, so that depth can't exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HtmlComment, HtmlElement

from sayso.errors import NoArticle, TooLarge
from sayso.read.decode import clean
from sayso.read.html_zones import Zone, zone_of

LARGEST_PAGE = 64 * 2**20
"""Code points of markup. The largest news pages, with pictures inlined as data, have a tenth of that."""

MOST_ELEMENTS = 30_000
MOST_TEXT = 1_500_000
"""What is left of a page without scripts; above either, telling the article would take seconds. The
time it takes grows with both (about a second for a million code points in 20,000 paragraphs)."""

# fmt: off
UNSEEN = ("script", "style", "noscript", "title", "template", "svg", "math", "canvas", "iframe", "object",
    "embed", "audio", "video", "select", "textarea", "button", "input", "map",
    "amp-ad", "amp-sidebar", "amp-analytics")
# fmt: on
"""Elements whose content is never text of the report."""

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "picture",
        "source",
    ]
)
"""Every other element ends the line before and after it, custom elements too."""

# Wrappers that may be opened without end by broken markup; they carry nothing that text needs.
_WRAPPER = re.compile(
    r"</?(?:div|section|table|tbody|tr|td|ul|ol|center|main|dl|blockquote|fieldset|form)\b[^<>]*>", re.I
)
_INLINE_WRAPPER = re.compile(r"</?(?:span|font|b|i|em|strong|u|small|big|s|code|tt|a)\b[^<>]*>", re.I)
_EMPTY_WRAPPERS = re.compile(r"(?:<p>\s*){2,}")
# A picture inlined as data; the parser would give up at an attribute of 10 MB.
_INLINED_DATA = re.compile(r"data:[^\"'<>\s]{10000,}")
_SAVE_LESS = "save only the article's part of it"
_SPACE_RUN = re.compile(" {2,}")
_BY = re.compile(r"\bby:?\s*$", re.I)
_SPACE = re.compile(r"\s+")
_WIDE_SPACE = re.compile(r"[^\S ]|  ")
_PARAGRAPHS = re.compile(r"\n{2,}")
_AROUND_BREAK = re.compile(r" *\n *")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


# lxml.html's own parser asks a function in Python for the class of each element, each time that one is
# touched; without the special classes of forms and their fields lxml knows the answer itself.
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)


@dataclass(slots=True)
class Leaf:
    """``text`` is clean, with ``\\n`` where the page breaks a line; ``element`` is the innermost element
    that holds all of it; ``linked`` counts the code points inside links."""

    text: str
    element: Any
    linked: int


def parsed(markup: str, source: str) -> Any:
    """The page as an lxml tree. Raises `TooLarge`, or `NoArticle` when there is no element in it."""
    if len(markup) > LARGEST_PAGE or markup.count("<") > 20 * MOST_ELEMENTS:
        raise TooLarge(source, f"the page has {len(markup) >> 20} MiB of markup", _SAVE_LESS)
    markup = _INLINED_DATA.sub("data:", markup)
    tree, complaints = _parsed(markup)
    if "depth" in complaints:
        flat = _INLINE_WRAPPER.sub("", _WRAPPER.sub("<p>", markup))
        tree, complaints = _parsed(_EMPTY_WRAPPERS.sub("<p>", flat))
    if any(("huge" in line or "too long" in line) and "depth" not in line for line in complaints.split("\n")):
        raise TooLarge(source, "one piece of the page is over 10 MB", _SAVE_LESS)
    if tree is None:
        raise NoArticle(source, "there is nothing in the page", "give a page that holds a report")
    _bounded(tree, source)
    return tree


def pruned(tree: Any) -> Any:
    """The tree, changed in place, without what is never shown."""
    etree.strip_elements(tree, *UNSEEN, with_tail=False)
    for element in tree.xpath("//*[@hidden or @style or @aria-hidden]"):
        if _is_hidden(element):
            _removed(element)
    return tree


def _bounded(tree: Any, source: str) -> None:
    """Raises `TooLarge` when telling the article in this tree would take long."""
    elements = size = 0
    for element in tree.iter():
        elements += 1
        size += len(element.tail or "") + (len(element.text or "") if element.tag not in UNSEEN else 0)
    if elements > MOST_ELEMENTS or size > MOST_TEXT:
        raise TooLarge(
            source, f"the page has {elements:,} elements and {size:,} characters of text", _SAVE_LESS
        )


def leaves(tree: Any) -> list[Leaf]:
    """The tree's text in the page's order."""
    return _Walk().over(tree)


def _parsed(markup: str) -> tuple[Any, str]:
    """The tree, None when there is none, and all that the parser complained of, in lower case."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        tree = None
    return tree, "\n".join({entry.message.lower() for entry in parser.error_log})


def _is_hidden(element: Any) -> bool:
    if element.tag in {"html", "body"}:
        return False
    hidden = element.get("hidden") not in {None, "false", "until-found"}
    return (
        hidden
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or (element.get("aria-hidden") == "true" and element.tag not in {"p", "article"})
    )


def _removed(element: Any) -> None:
    """Take an element out, leaving the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


@dataclass(slots=True)
class _Walk:
    """One walk over a tree. ``holder`` is the innermost element that holds the current leaf,
    ``low`` its depth, ``floor`` the lowest depth passed since its last piece."""

    found: list[Leaf] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    stack: list[Any] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    low: int = 0
    floor: int = 0
    started: bool = False
    holder: Any = None

    def over(self, tree: Any) -> list[Leaf]:
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._opened(element, tag)
            else:
                self._closed(element, tag)
        self._flushed()
        return self.found

    def _opened(self, element: Any, tag: str) -> None:
        if self.pieces and (_breaks(tag) or self._parts_meta(element, tag)):
            self._flushed()
        self.stack.append(element)
        self.links += tag == "a"
        if tag == "br":
            self.pieces.append("\n")
        if tag and tag != "head" and (text := element.text):
            self._add(text)

    def _closed(self, element: Any, tag: str) -> None:
        if self.pieces and _breaks(tag):
            self._flushed()
        self.stack.pop()
        self.links -= tag == "a"
        self.floor = min(self.floor, len(self.stack) - 1)
        if (tail := element.tail) and self.stack and self.stack[-1].tag != "head":
            self._add(tail)

    def _add(self, raw: str) -> None:
        if raw.isspace():
            self.pieces.append("\n" if "\n" in raw and self._in_pre() else " ")
            return
        depth = len(self.stack) - 1
        self.low = min(self.low, self.floor, depth) if self.started else depth
        self.holder = self.stack[self.low]
        self.floor, self.started = depth, True
        piece = _SPACE.sub(" ", raw) if _WIDE_SPACE.search(raw) and not self._in_pre() else raw
        self.linked += len(piece) if self.links else 0
        self.pieces.append(piece)

    def _parts_meta(self, element: Any, tag: str) -> bool:
        """Whether an inline element begins a leaf: a credit behind its caption, and a byline or date that
        stands in one line with others, but not inside a paragraph or behind the word "by"."""
        if not self.started or tag == "a":
            return False
        zone = zone_of(element)
        if zone is Zone.CREDIT:
            return True
        if zone not in {Zone.BYLINE, Zone.DATE} or any(above.tag == "p" for above in self.stack):
            return False
        return not _BY.search("".join(self.pieces)) and all(
            zone_of(above) is not zone for above in self.stack[-3:]
        )

    def _in_pre(self) -> bool:
        return any(element.tag == "pre" for element in self.stack[-3:])

    def _flushed(self) -> None:
        raw = "".join(self.pieces)
        if not raw.isspace():
            text = _SPACE_RUN.sub(" ", clean(raw))
            text = (_AROUND_BREAK.sub("\n", text) if "\n" in text else text).strip()
            share = min(1.0, self.linked / max(1, len(text)))
            for paragraph in filter(None, _PARAGRAPHS.split(text)):
                self.found.append(Leaf(paragraph, self.holder, round(share * len(paragraph))))
        self.pieces, self.linked, self.started = [], 0, False


def _breaks(tag: str) -> bool:
    """Whether an element of this name ends the line before and after it."""
    return bool(tag) and tag != "br" and tag not in INLINE

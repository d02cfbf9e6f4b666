"""The words of a content that carry its meaning, brought to one form, with how rare each is.

A word becomes its stem (Snowball's English stemmer), so that "resigned" and "resignation" are one; stop words
fall away; and a stem that `concepts.csv` knows becomes the concept that it stands for ("kill", "dead" and
"fatal" are one). How rare a stem is comes from a packaged count (`rarity.csv`, made by `training.rarity`),
never from what a ledger happens to hold: else the order in which reports came would matter.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import Stemmer

from sayso.words import word_set

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
"""A run of letters with apostrophes inside, or a number. Hyphens part words: "cease-fire" is two."""

STOP_WORDS = word_set("""
    a about after again all also am an and any anybody anyone anything are aren't as at be because been before
    being both but by can can't cannot come could couldn't did didn't do does doesn't doing don't done each
    either even ever every everybody everyone everything few for from further get gets getting give given
    gives go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here here's
    hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it'd it'll it's its
    itself just kind know let let's like made make makes making many may me might mine most much must
    mustn't my myself need no nobody nor not nothing now of off on once one ones only onto or other others
    ought our ours ourselves out over own perhaps put quite rather really said same say says shall shan't she
    she'd she'll she's should shouldn't so some somebody someone something sort still such take taken takes
    than that that's the their theirs them themselves then there there's these they they'd they'll they're
    they've thing things this those though through thus to too toward towards under until up upon us use very
    want wants was wasn't way we we'd we'll we're we've well went were weren't what what's when where whether
    which while who who's whom whose why will with within won't would wouldn't yes yet you you'd you'll you're
    you've your yours yourself yourselves look looks looking whatever particular particularly
    mr mrs ms dr sir madam reportedly allegedly apparently
""")

NEGATORS = word_set("""
    no not never none nobody nothing neither nor without cannot fail fails failed failing lack lacks lacked
    refuse refuses refused hardly barely scarcely unable
""")
"""Words that negate, besides those on n't."""

TURNING = word_set("""
    miss absent absence ban prohibit forbid block bar prevent avoid exclude reject deny decline lose loss end
    stop cease cancel delay postpone abandon scrap empty isolate freeze frozen impossible unlikely ignore
    escape lie false fake dismiss abstain doubt remove suspend resist withstand survive expire lapse
""")
"""Words that say that something is not, without a word that negates: "will miss" is "will not attend"."""


class Term(NamedTuple):
    """One word with its meaning: its ``stem``, whether it is written as a name, and where it stands.

    A verb with its particle ("step down") is one term where `phrases.csv` knows it."""

    stem: str
    name: bool
    start: int
    end: int
    form: str = ""
    """The word in lower case, for what its stem is too short to tell; of a verb with its particle the word
    that it stands for."""


def terms(text: str) -> Iterator[Term]:
    """The words of ``text`` that carry meaning, in order; offsets are code points into ``text``."""
    before: re.Match[str] | None = None
    verb: Term | None = None  # it waits for the next word, which may be one of its particles
    particles: Mapping[str, str] = {}
    for found in WORD.finditer(text):
        form, root, capital, capitals, phrases = _known(found[0])
        if verb:
            phrase = particles.get(form)
            if phrase:
                yield Term(stem(phrase), False, verb.start, found.end(), phrase)
                verb, before = None, found
                continue
            if verb.stem:
                yield verb
            verb = None
        if phrases:
            particles = phrases
            verb = Term(root, capital and (capitals or not _opens(text, before)), *found.span(), form)
        elif root:
            yield Term(root, capital and (capitals or not _opens(text, before)), *found.span(), form)
        before = found
    if verb and verb.stem:
        yield verb


def _opens(text: str, before: re.Match[str] | None) -> bool:
    """Whether a word may have its capital from where it stands, ``before`` being the word before it."""
    return before is None or text[before.end() : before.end() + 1] in ENDING


ENDING = frozenset('.?!:”"')
"""Behind these a word has a capital even if it is no name."""


@lru_cache(maxsize=1 << 16)
def _known(word: str) -> tuple[str, str, bool, bool, Mapping[str, str]]:
    """A word wherever it stands: in lower case; its stem, empty where it carries no meaning; whether its
    first letter, and the next, are capitals; its particles if it is a verb that has some (`_phrases`)."""
    form = word.replace("’", "'").lower()
    telling = form not in STOP_WORDS and (len(form) > 1 or form.isdecimal())
    root = stem(form) if telling else ""
    return form, root, word[0].isupper(), word[1:2].isupper(), _phrases().get(form, {})


@cache
def turning() -> frozenset[str]:
    """The stems of `TURNING`."""
    return frozenset(map(stem, TURNING))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a word in lower case, or the concept that it stands for."""
    if word[0].isdecimal():
        return word.replace(",", "")
    bare = word.removesuffix("'s").replace("'", "")
    root: str = _stemmer().stemWord(bare)
    return _concepts().get(root, root)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def _concepts() -> dict[str, str]:
    """Stem → the concept that it stands for: the first word of its line in ``concepts.csv``."""
    found = {}
    for row in _rows("concepts.csv"):
        concept = _stemmer().stemWord(row["concept"])
        for word in (row["concept"], *row["words"].split()):
            found[_stemmer().stemWord(word)] = concept
    return found


@cache
def _phrases() -> dict[str, dict[str, str]]:
    """A verb's form → a particle behind it → the word that the two stand for."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows("phrases.csv"):
        for verb in row["verb"].split():
            found[verb].update(dict.fromkeys(row["particles"].split(), row["concept"]))
    return found


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of stems that say the opposite, either way round."""
    return _pairs("opposites.csv")


def _pairs(name: str) -> frozenset[tuple[str, str]]:
    """The pairs of a table of one word and others, by their stems, either way round."""
    pairs = [(stem(row["one"]), stem(other)) for row in _rows(name) for other in row["other"].split()]
    return frozenset(pairs) | frozenset((other, one) for one, other in pairs)


PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
"""What turns a word into its opposite."""


@lru_cache(maxsize=1 << 16)
def negated(root: str) -> frozenset[str]:
    """What a stem would be with a prefix that turns it into its opposite, or with "less"."""
    if len(root) < VARIANT:
        return frozenset()
    return frozenset([*(prefix + root for prefix in PREFIXES), f"{root}less"])


@cache
def distinct() -> frozenset[tuple[str, str]]:
    """Pairs of stems that are near in meaning and never mean the same, either way round."""
    return _pairs("distinct.csv")


@cache
def opposites_of() -> dict[str, frozenset[str]]:
    """Stem → the stems that say the opposite."""
    return _by_first(opposites())


@lru_cache(maxsize=1 << 16)
def opposed(root: str) -> frozenset[str]:
    """The stems that say the opposite of one, in the table or by a prefix to it."""
    return opposites_of().get(root, frozenset()) | negated(root)


@cache
def distinct_from() -> dict[str, frozenset[str]]:
    """Stem → the stems that are near it and never mean the same."""
    return _by_first(distinct())


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in found.items()}


@cache
def _counts() -> tuple[dict[str, float], float]:
    """Stem → its weight; and the weight of one that was never seen."""
    rows = list(_rows("rarity.csv"))
    total = next(int(row["sentences"]) for row in rows if row["stem"] == "*")
    seen = {row["stem"]: math.log(total / int(row["sentences"])) for row in rows if row["stem"] != "*"}
    return seen, math.log(total)


NUMBER_WORDS = word_set("""
    zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion trillion dozen dozens score bn m k about nearly almost roughly around least than approximately
    exactly half third quarter
""")
"""Words that make up numbers."""


def numeric(root: str) -> bool:
    """Whether a stem is a number or part of one."""
    return root[0].isdecimal() or root in _number_stems()


@cache
def _number_stems() -> frozenset[str]:
    return frozenset(map(stem, NUMBER_WORDS))


VARIANT = 4
"""Letters that two forms of one word have in common at least."""


def variants(one: str, other: str) -> bool:
    """Whether two stems are forms of one word that the stemmer keeps apart ("narrow" and "narrowli")."""
    short, long = sorted((one, other), key=len)
    return len(short) > VARIANT and long.startswith(short[:-1]) and len(long) - len(short) <= 3


@lru_cache(maxsize=1 << 16)
def weight(root: str) -> float:
    """How much a shared stem tells: the logarithm of one over the share of sentences that have it. From 0 (in
    every sentence) to about 11 (in none of those counted)."""
    seen, most = _counts()
    return seen.get(root, most)


def total(roots: Iterable[str]) -> float:
    """The weights of these stems together."""
    return math.fsum(map(weight, roots))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files(__package__) / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)

"""A word and its part of speech to its lemma, as Universal Dependencies' English treebanks write it.

Closed classes are in the table below. For nouns, verbs, adjectives and adverbs the dictionary of
lemminflect (MIT; derived from the SPECIALIST Lexicon of the US National Library of Medicine) is read as
it lies in that package, but its code is not run: 40 ms and 11 MB in place of 150 ms and 34 MB, and 4 µs
a new word in place of 20 (docs/decisions/0004-lemmas.md). It is read when the first word needs it.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

# Words that no rule gives, or that the dictionary gives otherwise than the treebanks.
_TABLE = {
    "AUX": """
        be: is was are 's re 're been were m 'm am being s; have: has had 've having; do: did does doing
        would: 'd; will: 'll wo; can: ca; shall: sha; get: got getting gets
    """,
    "PRON": """
        I: i me; we: us 's; you: ya y'; he: him; they: them em 'em; my: mine; your: yours; their: theirs
        our: ours; this: these; that: those; who: whom
    """,
    "DET": "a: an; this: these; that: those",
    "PART": "not: n't nt; to: na ta; 's: ' s",
    "VERB": "go: gon; want: wan; be: 's 're 'm; have: 've",
    "NOUN": """
        person: people; data: data; medium: media; leaf: leaves; thanks: thanks; etc.: etc
        a.m.: am a.m; p.m.: pm p.m
    """,
    "ADJ": """
        good: better best; bad: worse worst; further: further; more: more; most: most; less: less
        least: least
    """,
    "ADV": "well: better best; badly: worse worst; far: farther; late: later; more: more; most: most",
    "PUNCT": "\": “ ” `` ''; ': ‘ '; -: – -- ",
    "SYM": "-: –",
    "CCONJ": "and: n n' 'n'",
    "ADP": "versus: vs vs. v.; till: 'til; of: ta",
    "SCONJ": "because: 'cause; till: 'til",
}


def _read(table: str) -> dict[str, str]:
    """``lemma: form form; lemma: form`` as form → lemma."""
    entries = (entry.split(": ") for line in table.split("\n") for entry in line.split("; ") if entry.strip())
    return {form: head.strip() for head, forms in entries for form in forms.split()}


IRREGULAR = {pos: _read(table) for pos, table in _TABLE.items()}
"""Part of speech → form in lower case with straight apostrophes → lemma."""

DICTIONARY_NAMES = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv"}
"""The parts of speech that the dictionary has, under its names."""

VOWELS = "aeiou"


@lru_cache(maxsize=1 << 16)
def lemma(word: str, pos: str) -> str:
    """The lemma of ``word`` as a ``pos`` (a UPOS tag).

    Proper nouns keep their case, and a plural one loses its ending ("Americans"); acronyms, words of no
    class ("X") and adjectives that are not in the dictionary in lower case ("American") keep it too. All
    other lemmas are in lower case with straight apostrophes.
    """
    if pos == "X":
        return word
    if pos == "PROPN":
        return _name(word)
    form = word.lower().replace("’", "'")
    if (known := IRREGULAR.get(pos, {}).get(form)) is not None:
        return known
    if pos == "NUM":
        return form.replace(",", "")
    kind = DICTIONARY_NAMES.get(pos)
    if kind is None or form[0].isdecimal():
        return form
    found = _looked_up(form, kind) or _by_rule(form, pos)
    kept = (pos == "ADJ" and not _looked_up(form, kind)) or (pos == "NOUN" and word[1:2].isupper())
    return word[: len(found)] if kept and form.startswith(found) else found


def _name(word: str) -> str:
    """The lemma of a proper noun: the singular where the plural of a common noun or people is meant."""
    if len(word) > 4 and word[-1] == "s" and not word.isupper():
        singular = _looked_up(word.lower(), "noun")
        if singular and singular != word.lower():
            return word[0] + singular[1:]
        if singular is None and word.endswith(("ans", "ians", "crats", "ists", "ers")):
            return word[:-1]
    return word


@cache
def _dictionary() -> list[str]:
    """The lines ``form,class,lemma/lemma…`` in order."""
    package = find_spec("lemminflect")
    location = package.origin if package else None
    assert location, "lemminflect is a dependency of this package"
    packed = (Path(location).parent / "resources" / "lemma_lu.csv.gz").read_bytes()
    return sorted(gzip.decompress(packed).decode("utf-8").split("\n"))


def _looked_up(form: str, kind: str) -> str | None:
    """The dictionary's first lemma, which is the commonest; None where the form is unknown."""
    lines, start = _dictionary(), f"{form},{kind},"
    at = bisect_left(lines, start)
    if at < len(lines) and lines[at].startswith(start):
        return lines[at][len(start) :].partition("/")[0]
    return None


def _by_rule(form: str, pos: str) -> str:
    """The lemma of a word that the dictionary does not know, from its ending."""
    if pos in ("NOUN", "VERB") and len(form) > 3 and form[-1] == "s" and form[-2] not in "sui'":
        if form.endswith("ies"):
            return form[:-3] + "y"
        return form[:-2] if form.endswith(("ches", "shes", "sses", "xes", "zes")) else form[:-1]
    if pos == "VERB":
        for ending in ("ing", "ed"):
            stem = form.removesuffix(ending)
            if stem != form and any(vowel in stem for vowel in VOWELS + "y"):
                return _verb(stem)
    return form


def _verb(stem: str) -> str:
    """A verb from what stands before -ing or -ed: "stopp" → "stop", "rebrand", "hop" → "hope"."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lszaeiou":
        return stem[:-1]
    if stem[-1] == "i":
        return stem[:-1] + "y"
    silent = stem[-1] in "cvuz" or stem.endswith(("at", "iz", "is", "rg", "dg", "bl", "pl", "tl"))
    return stem + "e" if silent else stem

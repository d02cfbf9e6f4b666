"""Characters to syntactic words, by the rules of Universal Dependencies' English treebanks.

What those rules ask for, as GUM and EWT have it: contractions and possessives are two words ("do|n't",
"Ann|'s", "can|not", "gon|na"); hyphens and slashes between words stand alone ("well|-|known",
"and|/|or") but not behind a prefix ("non-profit"), in telephone numbers or in fractions; numbers keep
their commas, points and colons; signs of currency and percent stand alone; units part from their
number ("5|pm"); abbreviations keep their full stop; runs of one mark are one word ("...", "--").

Guidelines: https://universaldependencies.org/en/index.html (Tokenization and Word Segmentation).
"""

from __future__ import annotations

import re

ABBREVIATIONS = """
    Mr Mrs Ms Messrs Mme Mlle Dr Drs Prof Hon Rev Fr St Ste Sr Jr Gen Col Maj Capt Cmdr Lt Sgt Cpl Pvt Adm
    Gov Sen Sens Rep Reps Pres Atty Supt Insp Det Assoc Asst Esq
    Inc Corp Ltd Pvt Co Cos Bros Dept Univ Intl Natl Assn Ave Blvd Rd Hwy Mt Ft
    Jan Feb Apr Aug Sept Oct Nov Dec Tues Thurs Wed
    Ala Ariz Calif Colo Conn Fla Ill Kan Ky Md Mich Minn Mont Neb Nev Okla Ont Ore Penn Pa Tenn Tex Va Vt
    Wash Wis Wyo Que
    al approx c ca cf ed eds est etc ext fig figs pp viz vol vols vs yr yrs Ph.D M.Sc B.Sc
"""
"""Words that keep a full stop, whatever follows it."""

BEFORE_NUMBERS = "No Nos no nos Art art Sec sec Mar Jun Jul p v"
"""Words that keep a full stop only before a number ("No. 10"), being common words otherwise."""

OPENERS = "I The A An And But So He She It We You They This That There In On At When What If Then His Her"
"""Words that begin a sentence: a letter and full stop before one is no initial ("plan B. The")."""

PREFIXES = """
    anti co counter cross e ex inter mid mini multi non post pre pro proto pseudo re semi sub super trans un
"""
"""What a hyphen behind it belongs to ("non-profit")."""

RUN_TOGETHER = "can|not gon|na wan|na got|ta out|ta lot|ta y'|all y’|all"
"""Contractions that no apostrophe parts, with a bar between their two words."""

UNITS = """
    am pm km m cm mm kg g mg lb lbs oz ft mph kph kmh mi ml l kw mw gw kwh mhz ghz hz kb mb gb tb
    bn mn tn k hrs hr min mins sec secs
"""
"""What parts from the number before it ("5pm"), in any case."""

CLITICS = "s|S|m|M|d|D|re|RE|ve|VE|ll|LL"
"""What an apostrophe parts from the word before it, beside the "n't" of a negation."""

SHORTENED = "em cause til till bout n round tis twas cuz"
"""Words that begin with an apostrophe ("'em")."""

DOMAINS = "com org net gov edu info uk us de fr eu pdf doc docx htm html jpg png txt xls csv"
"""Endings of host and file names."""


def _any(table: str) -> str:
    """The words of a table as one alternation, the longest first."""
    return "|".join(sorted(map(re.escape, table.split()), key=len, reverse=True))


LETTER = r"[^\W\d_]"
QUOTE = "['’]"
NEGATION = f"[nN]{QUOTE}[tT](?!\\w)"
CLITIC = f"{QUOTE}(?:{CLITICS})(?!\\w)"
NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d++)(?:[.:]\d++){0,8}"

# What is tried at a word's first character, in this order. Each repetition is possessive or bounded, so
# that no text makes the time grow as its square.
ADDRESSES = [
    r"[\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}(?<!-)",
    rf"[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,4}}\.(?:{_any(DOMAINS)})(?!\w|[.-]\w)",
]
LETTERS = [
    # Parts of words that are written together; before the plain word, which would take the whole.
    *(
        f"(?i:{left})(?=(?i:{right})\\b)"
        for left, right in (pair.split("|") for pair in RUN_TOGETHER.split())
    ),
    # The common case, kept cheap: ASCII letters with nothing behind that could belong to them.
    "[A-Za-z]++(?=[ ,;)\n?!])",
    r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}(?<![.,;:!?)\]'’])",
    *ADDRESSES,
    # Abbreviations, and initials with or without a last full stop. In capitals, FT is a newspaper.
    rf"(?!FT\.)(?:{_any(ABBREVIATIONS)}|{_any(ABBREVIATIONS.upper())})\.(?!{LETTER})",
    rf"(?:{_any(BEFORE_NUMBERS)})\.(?=\s?\d)",
    rf"(?:{LETTER}\.){{1,8}}{LETTER}(?!\w)(?:\.(?!\w))?",
    rf"[A-HJ-Z]\.(?=\s?(?!(?:{_any(OPENERS)})\b)[A-Z\d]|[,;:])",
    # A word before its negation, the negation, a word with its prefix, a word broken off.
    rf"(?={LETTER}++{QUOTE}[tT](?!\w)){LETTER}+?(?={NEGATION})|{NEGATION}",
    rf"(?i:{_any(PREFIXES)})-(?:{LETTER}++|(?=\s))",
    rf"{LETTER}{{1,2}}-(?=\s)",
    # Any other, with what may stand inside: the apostrophe or ampersand of a name, a soft hyphen or other
    # invisible mark of where a line may break.
    rf"\w++(?:{QUOTE}(?!(?:{CLITICS})(?!\w)){LETTER}++|&(?=[A-Z])\w++|[\u00ad\u200b-\u200d\u2060]\w++)*+",
]
NUMBERS = [
    # In a list, telephone, date or fraction, ordinal or decade, with a unit behind, any other.
    r"(?<![^\n])\d{1,2}(?:\.\d{1,2}){0,3}\.(?=\s)",
    r"(?:\+?\d{1,3}-)?(?:\d{3}-)?\d{3}-\d{4}(?![\w-])|\+?\d{5,8}-\d{4}(?![\w-])",
    r"\d{1,4}/\d{1,4}(?:/\d{2,4})?(?![\w/])",
    rf"{NUMBER}(?:(?i:st|nd|rd|th)\b|s\b|(?<=0){QUOTE}s\b)",
    rf"{NUMBER}(?=(?i:{_any(UNITS)})\b)",
    rf"{NUMBER}(?!\w)|(?<![\w)])\.\d++",
    *ADDRESSES,
    r"\w++",
]
MARKS = [
    f"{CLITIC}|{QUOTE}\\d0{QUOTE}?s\\b|{QUOTE}\\d\\d(?!\\w)|{QUOTE}(?i:{_any(SHORTENED)})\\b",
    r"\.{2,}+|[!?]++|-{2,}+|''|``|\$++|([*=_~+<>])\1*+",
    r"[@#][A-Za-z_]\w*+|[:;]-?[)(DP](?!\w)",
    r"\S",
]
PATTERN = (
    rf"[,“”()]|(?={LETTER})(?:{'|'.join(LETTERS)})"
    rf"|(?=[\d.+])(?:{'|'.join(NUMBERS)})|(?=\S)(?:{'|'.join(MARKS)})"
)
_words = re.compile(PATTERN).finditer


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of ``text[start:end]``, as half-open code-point offsets into ``text``.

    Every character that is not white space is in exactly one word; no word holds white space. Time
    grows in line with the length.
    """
    return [found.span() for found in _words(text, start, end)]

"""What a phrase's own words say of whom it means: how many, man or woman or thing, living or not."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from sayso.resolve.gender import Gender, GenderOf, of_name, of_noun
from sayso.resolve.nouns import ANYBODY, DOCUMENTS, GROUPED, PERSONS, STATES, VAGUE
from sayso.types import EntityKind, Parse
from sayso.words import word_set


class Number(StrEnum):
    SINGULAR = "singular"
    PLURAL = "plural"
    UNKNOWN = "unknown"


class Pronoun(StrEnum):
    """How a pronoun means somebody."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    RELATIVE = "relative"
    INDEFINITE = "indefinite"
    THOSE = "those"


Described = tuple[Number, Gender, bool | None]


class Phrase(Protocol):
    """What is described: a range of tokens, its head and its entity or -1."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def head(self) -> int: ...
    @property
    def entity(self) -> int: ...


_ONE, _MORE, _ANY = Number.SINGULAR, Number.PLURAL, Number.UNKNOWN
_HE, _SHE, _IT, _WHO = Gender.MALE, Gender.FEMALE, Gender.THING, Gender.UNKNOWN

PRONOUNS: dict[str, tuple[Pronoun, Described]] = {
    word: (kind, (number, gender, animate))
    for words, kind, number, gender, animate in (
        ("he him his himself", Pronoun.THIRD, _ONE, _HE, True),
        ("she her hers herself", Pronoun.THIRD, _ONE, _SHE, True),
        ("it its itself", Pronoun.THIRD, _ONE, _IT, False),
        ("they them their theirs themselves em 'em", Pronoun.THIRD, _MORE, _WHO, None),
        ("themself", Pronoun.THIRD, _ONE, _WHO, True),
        ("i me my mine myself", Pronoun.FIRST, _ONE, _WHO, True),
        ("we us our ours ourselves", Pronoun.FIRST, _MORE, _WHO, True),
        ("you your yours yourself yourselves", Pronoun.SECOND, _ANY, _WHO, True),
        ("who whom", Pronoun.RELATIVE, _ANY, _WHO, True),
        ("whose that", Pronoun.RELATIVE, _ANY, _WHO, None),
        ("which", Pronoun.RELATIVE, _ANY, _IT, False),
        ("someone somebody anyone anybody nobody noone", Pronoun.INDEFINITE, _ONE, _WHO, True),
        ("everyone everybody", Pronoun.INDEFINITE, _ANY, _WHO, True),
        ("those", Pronoun.THOSE, _MORE, _WHO, None),
    )
    for word in words.split()
}
"""Pronoun in lower case → how it means, and what it says of whom."""

PLURALS = word_set("people police troops staff men women children authorities forces media")
"""Nouns that are plural without their lemma showing it, or mostly are."""

PLURAL_WORDS = word_set(
    "these those many several few both two three four five six seven eight nine ten dozens hundreds"
)
"""Determiners and numbers that make a noun plural."""

LIFELESS = ("tion", "sion", "ment", "ness", "ity", "ship", "ism", "ance", "ence", "age", "ure", "ing", "dom")
"""Endings of nouns for what does not live."""


def pronoun(word: str) -> Pronoun | None:
    found = PRONOUNS.get(word.lower())
    return found[0] if found else None


def described(text: str, parse: Parse, phrase: Phrase, table: GenderOf | None) -> Described:
    """How many are meant, what they are, and whether they live."""
    head = parse.tokens[phrase.head]
    word = text[head.start : head.end].lower()
    if head.pos == "PRON" and word in PRONOUNS:
        return PRONOUNS[word][1]
    if phrase.entity >= 0:
        entity = parse.entities[phrase.entity]
        words = [text[t.start : t.end] for t in parse.tokens[phrase.first : phrase.last]]
        if entity.kind is EntityKind.PERSON:
            return _person(text, parse, phrase, table)
        if entity.kind is EntityKind.GROUP:
            plural = words[-1].endswith("s")
            return (Number.PLURAL if plural else Number.UNKNOWN), Gender.UNKNOWN, True
        if entity.kind is not EntityKind.NUMBER:
            return Number.SINGULAR, Gender.THING, False
    if head.pos == "PROPN":
        words = [text[t.start : t.end] for t in parse.tokens[phrase.head : phrase.last] if t.pos == "PROPN"]
        gender = of_name(words, table)
        return Number.SINGULAR, gender, True if gender is not Gender.UNKNOWN else None
    return _noun(text, parse, phrase)


def _person(text: str, parse: Parse, phrase: Phrase, table: GenderOf | None) -> Described:
    """A person's name with the titles before it, and the noun that says who it is."""
    entity = parse.entities[phrase.entity]
    before = [t for t in parse.tokens[phrase.first : entity.first] if t.pos in {"PROPN", "NOUN"}]
    titles = [text[t.start : t.end] for t in before if not _possessor(parse, t.head, phrase)]
    name = [text[t.start : t.end] for t in parse.tokens[entity.first : entity.last] if t.pos != "PART"]
    gender = of_name([*titles, *name], table) if name else Gender.UNKNOWN
    if gender is Gender.UNKNOWN:
        said = (
            of_noun(t.lemma)
            for i in _near(parse, phrase)
            if (t := parse.tokens[i]).pos == "NOUN" and t.relation in {"appos", "nmod", "nsubj", "root"}
        )
        gender = next((g for g in said if g is not Gender.UNKNOWN), Gender.UNKNOWN)
    return Number.SINGULAR, gender, True


def _possessor(parse: Parse, head: int, phrase: Phrase) -> bool:
    """Whether a token hangs on something other than the phrase's head, as in "the queen's Ann Hale"."""
    return head >= 0 and phrase.first <= head < phrase.last and head < phrase.head


def _near(parse: Parse, phrase: Phrase) -> list[int]:
    """The appositions of a phrase, and the noun that it is the subject of ("Ines Corvo is an actress")."""
    head = parse.tokens[phrase.head]
    out = []
    for index in range(phrase.last, min(phrase.last + 12, len(parse.tokens))):
        token = parse.tokens[index]
        if token.relation == "appos" and token.head == phrase.head:
            out.append(index)
    if head.relation in {"nsubj", "appos"} and head.head >= 0 and parse.tokens[head.head].pos == "NOUN":
        out.append(head.head)
    return out


def _noun(text: str, parse: Parse, phrase: Phrase) -> Described:
    """A common noun, number or adjective that stands for somebody."""
    head = parse.tokens[phrase.head]
    word, lemma = text[head.start : head.end].lower(), head.lemma.lower()
    number = _number(text, parse, phrase, word, lemma)
    gender = of_noun(lemma)
    if gender is not Gender.UNKNOWN or lemma in PERSONS or (lemma in VAGUE and lemma not in DOCUMENTS):
        return number, gender, True
    if lemma in GROUPED or lemma in STATES:
        return number, Gender.THING, False
    if lemma in DOCUMENTS or (lemma.endswith(LIFELESS) and len(lemma) > 5):
        return number, Gender.THING, False
    return number, Gender.UNKNOWN, None


def _number(text: str, parse: Parse, phrase: Phrase, word: str, lemma: str) -> Number:
    head = parse.tokens[phrase.head]
    if head.pos in {"NUM", "ADJ", "DET"}:
        single = word in {"one", "another", "other", "neither", "either"}
        return Number.SINGULAR if single else Number.PLURAL
    if word in PLURALS or (word != lemma and word.endswith(("s", "en"))):
        return Number.PLURAL
    before = {text[t.start : t.end].lower() for t in parse.tokens[phrase.first : phrase.head]}
    if before & PLURAL_WORDS:
        return Number.PLURAL
    return Number.UNKNOWN if lemma in ANYBODY and word.endswith("s") else Number.SINGULAR

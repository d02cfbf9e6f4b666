"""Whether words mean a man, a woman or a thing: first names, titles and nouns.

``first-names.txt`` beside this module is our own list, written from general knowledge in 2026: common first
names of many countries. Names that both men and women bear are left out, as are those that are more often
a surname in the news.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

from sayso.words import word_set


class Gender(StrEnum):
    """``thing`` is a state, an organisation or what does not live; a person of whom nothing says whether
    man or woman is ``unknown``."""

    MALE = "male"
    FEMALE = "female"
    THING = "thing"
    UNKNOWN = "unknown"


SEXES = (Gender.MALE, Gender.FEMALE)

GenderOf = Callable[[Sequence[str]], Gender | None]
"""The gender of the bearer of a name, given as words; None where it is not known. The actor table has one."""

MEN = word_set("""
    mr mr. mister sir lord king prince emperor tsar duke baron count earl sheikh sultan emir ayatollah pope
    monsieur senor señor herr signor don father dad daddy papa grandfather grandpa stepfather godfather
    brother half-brother stepbrother brother-in-law father-in-law son son-in-law stepson grandson godson
    husband widower uncle nephew boyfriend fiancé man gentleman guy bloke lad boy schoolboy groom bridegroom
    actor waiter host monk friar imam bishop archbishop cardinal chairman spokesman businessman congressman
    assemblyman councilman alderman policeman fireman salesman cameraman sportsman statesman nobleman
    gunman clergyman fisherman anchorman craftsman serviceman airman seaman footman foreman ombudsman
    layman stuntman frontman weatherman showman horseman postman mailman milkman hitman conman caveman
    strongman henchman swordsman doorman batsman playboy godfather cowboy
    """)
"""Titles and nouns, by lemma in lower case, of men."""

WOMEN = word_set("""
    mrs mrs. ms ms. miss madam madame mme dame lady queen princess empress tsarina duchess baroness countess
    señora senora signora frau sister half-sister stepsister sister-in-law mother mum mom mama grandmother
    grandma stepmother godmother mother-in-law daughter daughter-in-law stepdaughter granddaughter wife
    ex-wife widow aunt niece girlfriend fiancée bride bridesmaid woman lass girl schoolgirl actress waitress
    hostess heiress goddess nun abbess midwife chairwoman spokeswoman businesswoman congresswoman
    assemblywoman councilwoman policewoman saleswoman sportswoman noblewoman servicewoman airwoman
    anchorwoman stewardess seamstress governess mistress ballerina matriarch soprano housewife maid
    landlady cowgirl frontwoman forewoman gunwoman clergywoman stuntwoman
    """)
"""Titles and nouns, by lemma in lower case, of women."""

_BOTH = word_set("father sister lord prince actor host count don major")
"""Of a name behind them these say less than the name does, or are also names or other nouns."""


def of_noun(lemma: str) -> Gender:
    """What a noun or title says of its bearer."""
    lemma = lemma.lower()
    if lemma in MEN:
        return Gender.MALE
    return Gender.FEMALE if lemma in WOMEN else Gender.UNKNOWN


def of_name(words: Sequence[str], table: GenderOf | None = None) -> Gender:
    """What a person's name says, titles before it included ("Dame Ines Corvo").

    A title decides, then ``table``, then the first of the words that is a known first name; the last of
    several words is a surname and is not asked.
    """
    for word in words:
        found = of_noun(word)
        if found is not Gender.UNKNOWN and word.lower() not in _BOTH:
            return found
    known = table(words) if table else None
    if known is not None:
        return known
    given = words[:-1] if len(words) > 1 else words
    names = first_names()
    return next((names[key] for word in given if (key := folded(word)) in names), Gender.UNKNOWN)


@cache
def first_names() -> dict[str, Gender]:
    """First name, `folded`, → gender. Lines of the file begin with "male" or "female" and a colon."""
    out: dict[str, Gender] = {}
    text = (files("sayso.resolve") / "first-names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, colon, names = line.partition(":")
        if colon and not line.startswith("#"):
            out.update((folded(name), Gender(kind)) for name in names.split())
    return out


def folded(name: str) -> str:
    """A name in lower case without accents."""
    return "".join(c for c in normalize("NFD", name.lower()) if not combining(c))

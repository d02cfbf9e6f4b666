"""The nouns that tell what a speaker is, in lower case: lists of our own, beside `sayso.resolve.nouns`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.link.claims.words import stem
from sayso.resolve import nouns
from sayso.words import word_set


def _forms(words: Iterable[str]) -> frozenset[str]:
    """Nouns with their plurals."""
    every = frozenset(words)
    plural = (f"{word[:-1]}ies" if word.endswith("y") else f"{word}s" for word in every)
    return every | frozenset(plural)


_SERVING = word_set("""
    police ministry service authority hospital council government office agency department court prosecutor
    army military navy embassy brigade commission inspectorate inspector parliament investigator branch guard
    coastguard bureau administration constabulary prison school university observatory survey regulator
    sheriff
""")

SPOKESMEN = word_set("""
    spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople spokespersons
""")

HEADS = word_set("""
    head heads headed chief director directs boss leads leader commissioner superintendent commander
    sheriff chairman chairwoman chair president ceo founder cofounder owner editor executive secretary
    minister general captain sergeant inspector constable officer lieutenant colonel officials coroner
    surgeon prosecutor governor spokes manager engineer detective
""")
"""Words of somebody's post at a body."""

OFFICES = word_set("""
    mayor minister president premier chancellor governor pope king queen sheriff commissioner ambassador
    coroner
""")
"""Posts that are held by one person at a time: who is called by one is its holder."""

OWNERS = word_set(
    "ceo founder cofounder co-founder owner executive chairman chairwoman president entrepreneur"
)
"""Those at the head of a firm, whose words need not be the firm's."""

PUBLIC_BODIES = _forms(nouns.ORGANS | _SERVING)
"""Nouns of bodies that serve the public, whose officers and heads speak for them."""

FIRMS = _forms(nouns.COMPANIES | word_set("carrier provider"))
"""Nouns that mean a firm without its name."""

COLLECTIVES = word_set("""
    police prosecutors authorities investigators officers ministry government court lawyers inspectors
    rescuers firefighters paramedics regulators
""")
"""Plurals that mean the body whose people they are."""

OFFICIALS = word_set("""
    official officials source sources insider insiders person people diplomat diplomats aide aides
    adviser advisers advisor advisors executive executives officer officers employee employees staffer
    staffers lawmaker lawmakers minister ministers somebody someone individual individuals member
    members negotiator negotiators analyst analysts
""")
"""Those who may be the same behind different words."""

ONLOOKERS = word_set("""
    survivor survivors witness witnesses eyewitness eyewitnesses passenger passengers resident residents
    neighbour neighbours neighbor neighbors bystander bystanders victim victims student students
""")

PRESS = _forms(nouns.OUTLETS - {"agency", "group", "station", "network"}) | word_set("media press reports")

OFFICIALS_STEMS = frozenset(map(stem, OFFICIALS))
ONLOOKERS_STEMS = frozenset(map(stem, ONLOOKERS))

SOURCELESS = word_set("""
    report reports reporting rumour rumours rumor rumors media press speculation newspapers newspaper
    outlets it that this there which what one another other others many some few none nobody both
""")
"""Words in the place of a source that stand for none."""

DETERMINERS = word_set("the a an this that its his her their")
"""Before "report", these mean one document; "Report: …" and "reports say" name none."""

DOCUMENTS = word_set("""
    statement statements tweet tweets post posts letter letters mail email emails website site page
    filing report document documents indictment records blog release memo press news
    data figures study poll ruling verdict transcript
""")

SMALL = word_set("""
    a an the of for in at on by from with to and who which that whose its his her their our my this
    these those some same another one two three several any other former senior top high ranking level
    unnamed anonymous unidentified named local own new s mr mrs ms dr sir as is was has have said says
    told monday tuesday wednesday thursday friday saturday sunday today yesterday earlier late early
    later
""")
PRONOUNS = word_set("he she it they who which his her their we i you one both")

NATIONS = re.compile(
    r"\b(?:American|British|Chinese|French|German|Iranian|Israeli|Russian|Saudi|Syrian|Turkish|Ukrainian|US|U\.S\."
    r"|UK|European|Western|Egyptian|Indian|Japanese|Polish|Palestinian|Korean|Pakistani|Iraqi|Arab)(?=[\s’']|$)"
)
BEHIND_HEAD = word_set("of in for from at on with who that which whose near among familiar close")

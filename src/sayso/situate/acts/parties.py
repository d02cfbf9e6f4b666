"""Which nouns are somebody: a name or phrase that means an actor, or a word for people or a body of them."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.types import EntityKind
from sayso.words import word_set

_NAMED = frozenset([EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.STATE])

_PRONOUNS = frozenset(
    ["he", "she", "they", "him", "her", "them", "anyone", "everyone", "everybody", "nobody"]
)

BODIES = word_set("""
    administration agency airline alliance ally army assembly association authority bank bloc board
    broadcaster business cabinet camp campaign church city club coalition college commission committee
    community company congress consortium corporation council country court delegation department
    embassy employer enemy faction family federation firm force foundation gang government group
    hospital industry institute institution investor junta jury kingdom lab laboratory league
    legislature manufacturer media medium militia ministry monarchy mosque movement museum nation navy network
    newspaper office opponent opposition organisation organization outlet paper parliament party
    police power press public publisher regime regulator republic rival school senate service
    side staff startup state station supplier team troop tribunal union university unit utility
""")
"""Nouns for bodies that can act."""

PEOPLE = word_set("""
    activist actor adviser advisor agent aide ambassador analyst applicant archbishop artist attacker
    attorney author backer billionaire bishop boss boy brother candidate captain cardinal chair chairman
    chairwoman chancellor chief child citizen civilian coach colleague colonel commander commissioner
    congressman congresswoman contractor counterpart couple critic customer dad daughter defendant
    delegate democrat deputy developer dictator diplomat director doctor donor driver editor engineer
    envoy executive expert extremist farmer father fan fighter firefighter founder friend general girl
    governor guard head hero hostage husband immigrant islamist jihadist journalist judge juror justice
    king landlord lawmaker lawyer leader legislator lender lobbyist maker man manager mayor member
    mercenary migrant militant minister minority mother motorist negotiator neighbor neighbour nominee
    nurse observer officer official operator opponent owner parent parliamentarian participant partner
    passenger patient people person pilot player politician pope prayer predecessor premier president
    priest prince princess prisoner producer professor prosecutor protester provider queen rebel refugee
    reporter representative republican researcher resident rioter scientist secretary senator separatist
    settler shareholder sheriff sister smuggler soldier son spokesman spokesperson spokeswoman staffer
    student successor supporter suspect sultan survivor teacher tenant terrorist tourist trader
    trafficker tycoon user veteran victim villager visitor volunteer voter warlord wife witness woman
    worker writer youth
""")
"""Nouns for people."""


def somebody(ground: Ground, head: int) -> bool:
    """Whether a noun is somebody."""
    token = ground.trees.tokens[head]
    if ground.means(head) is not None or ground.trees.word(head).lower() in _PRONOUNS:
        return True
    if token.entity >= 0 and ground.parse.entities[token.entity].kind in _NAMED:
        return True
    return token.pos == "NOUN" and token.lemma.lower() in BODIES | PEOPLE

"""The modes of what is asked for, refused or threatened, by the words for it."""

from __future__ import annotations

import re

from sayso.situate.ground import Ground
from sayso.types import Act, EventKind, Situation

ASKED = (
    ("meet", "talk talks meeting negotiation negotiations summit dialogue visit meet negotiate"),
    (
        "yield",
        "ceasefire truce pause release withdraw withdrawal sanctions curfew free prisoners hostages disarm "
        "end halt stop lift pull troops retreat surrender fighting attacks",
    ),
    (
        "assist",
        "help aid support assistance weapons money funds loan backstop troops intervention asylum arms",
    ),
    (
        "change",
        "reform law policy resign resignation election elections step rule constitution ban tax plan change",
    ),
)
"""REQUEST and REJECT share these modes: meetings, concessions, help, changes of policy or of people; the
first whose words are there."""

THREATENED = (
    (
        "violence",
        "attack strike war force military bomb kill destroy invade retaliate retaliation shoot missile",
    ),
    ("relations", "relations ties talks negotiations suspend sanctions"),
    ("arrest", "arrest jail imprison detain prosecute"),
    ("expel", "expel deport"),
    ("territory", "occupy annex seize"),
    ("restrict", "block blockade ban strike close boycott curfew border"),
)

DISAPPROVING = frozenset([Act.CRITICISE])


def content_mode(kind: EventKind, text: str) -> str | None:
    """The mode of a REQUEST, a REJECT or a THREATEN by the words of what it is about."""
    table = THREATENED if kind is EventKind.THREATEN else ASKED
    if kind not in (EventKind.REQUEST, EventKind.REJECT, EventKind.THREATEN):
        return None
    said = set(re.findall(r"[a-z]+", text.lower()))
    return next((mode for mode, words in table if said & set(words.split())), None)


def spoken_mode(ground: Ground, situation: Situation) -> str | None:
    if situation.plover is EventKind.ACCUSE:
        return "disapprove" if situation.act in DISAPPROVING else "allege"
    if situation.plover is None or situation.proposal is None:
        return None
    return content_mode(situation.plover, situation.proposal.text)

"""Two simple ways to find whom a pronoun means, to compare with: the nearest name, and the subject."""

from __future__ import annotations

from sayso.resolve.gender import Gender
from sayso.resolve.mentions import Mention, MentionKind
from sayso.resolve.surroundings import Surroundings, sort_of


def agreeing(around: Surroundings, pronoun: Mention) -> list[Mention]:
    """The names of persons that do not contradict a pronoun's gender, the nearest before it first, then
    those behind it in its sentence."""
    fits = {pronoun.gender, Gender.UNKNOWN}
    names = [
        m
        for m in around.mentions
        if m.kind is MentionKind.NAME and sort_of(around, m) in {"person", "untagged"} and m.gender in fits
    ]
    behind = [m for m in names if m.first > pronoun.first and m.sentence == pronoun.sentence]
    return [m for m in reversed(names) if m.last <= pronoun.first] + behind


def nearest(around: Surroundings, pronoun: Mention) -> Mention | None:
    return next(iter(agreeing(around, pronoun)), None)


def by_role(around: Surroundings, pronoun: Mention) -> Mention | None:
    """The subject of a clause above, else a name in the pronoun's own role, or for a possessive a subject, in
    its sentence or the one before; else the nearest."""
    names = agreeing(around, pronoun)
    own = around.clause(pronoun.head)
    above = {around.subject.get(clause) for clause, _ in around.clauses_above(own)}
    if around.role(pronoun) == "within":
        above.add(around.subject.get(own))
    role = around.role(pronoun) if around.role(pronoun) in {"subject", "object"} else "subject"
    near = [m for m in names if 0 <= pronoun.sentence - m.sentence <= 1]
    for wanted in (
        (m for m in names if m.head in above),
        (m for m in near if around.role(m) == role and around.clause(m.head) != own),
        (m for m in near if around.role(m) == "subject"),
        names,
    ):
        found = next(iter(wanted), None)
        if found:
            return found
    return None

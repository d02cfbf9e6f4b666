"""Whether the words that can tie a condition do tie one: not a date, a question or a manner."""

from __future__ import annotations

from sayso.situate.conditions.clauses import (
    MODALS,
    hangs,
    has_modal,
    helpers,
    is_dated,
    narrates,
    negated,
    verb,
)
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees
from sayso.types import ConditionKind as Kind
from sayso.words import word_set

_ASKING = word_set(
    """
    ask check clear decide determine discover doubt know learn question remember say see sure tell
    unclear unsure wonder
    """
)
"""After these "if" means "whether"."""

HINGES = word_set(
    """
    agreement approval armistice authorisation authorization ceasefire cease-fire clearance completion
    condition confirmation consent consultation contract deal decision election end funding go-ahead
    guarantee inspection invitation licence license mandate negotiation peace permission permit
    ratification referendum regulator release request resolution resumption review ruling settlement
    signature signing test treaty truce verdict victory vote withdrawal
    """
)
"""What plans wait for: with "after", "following" and "subject to", a condition and no mere date."""

_MANNERS = word_set(
    """
    charge comment delay difficulty doubt exception fail fuss hesitation hindrance incident interruption issue
    notice precedent problem question success trouble warning
    """
)
"""With "without" these tell how something is done, and nothing hangs on them."""
_MOMENTS = frozenset(["date", "moment", "notice", "now", "point", "recently", "stage", "then"])
"""With "until" these date ("until this point", "until further notice")."""
_MEASURES = word_set("days hours immediately just long minutes months right seconds shortly soon weeks years")
"""Before "before" and "after" these date."""
_LASTING = frozenset(
    ["await", "continue", "exist", "last", "live", "remain", "sleep", "stay", "wait", "work"]
)
"""With "while" these date ("while the talks continue, the guns are silent")."""
_CONCEDING = frozenset(
    ["acknowledge", "admit", "agree", "appreciate", "concede", "like", "praise", "support", "welcome"]
)
"""With "while" these concede, in the past tense as well."""
_BEING = frozenset(["am", "is", "are", "was", "were", "'s", "’s", "'re", "’re", "been", "be"])


def is_tied(trees: Trees, tie: Tie) -> bool:
    """Whether the words tie a condition here, and not a date, a question or a manner."""
    rule = _RULES.get(tie.kind)
    return rule is None or rule(trees, tie)


def _asks_nothing(trees: Trees, tie: Tie) -> bool:
    """Not "as if", "what if", "if ever" and "late, if not never", and not "whether": "asked if", but "asked
    what she would do if", "said that if"."""
    if trees.word(tie.first).lower() != "if":
        return True
    before = trees.word(tie.first - 1).lower() if tie.first else ""
    if before in ("as", "like", "what") or _is_aside(trees, tie):
        return False
    governor = tie.governor
    if governor < 0 or governor > tie.first or trees.tokens[governor].lemma.lower() not in _ASKING:
        return True
    if trees.tokens[tie.top].relation not in ("ccomp", "csubj", "advcl", "obj", "xcomp"):
        return True
    plain = trees.tokens[governor].lemma.lower() not in ("ask", "wonder")
    told = any(i != tie.top and (plain or i < tie.first) for i in trees.children(governor, "ccomp"))
    return told or before == "that" or trees.tokens[tie.first - 1].pos == "PUNCT"


def _is_aside(trees: Trees, tie: Tie) -> bool:
    """ "Rarely, if ever, seen", "late, if not never"; but not "if not for" and "if not stopped"."""
    last = trees.sentence(tie.first)[1]
    behind = [trees.word(i).lower() for i in range(tie.behind, min(tie.behind + 2, last))]
    if behind[:1] == ["not"]:
        clause = trees.tokens[tie.top].pos == "VERB" or trees.children(tie.top, "nsubj", "expl", "cop")
        return behind[1:] != ["for"] and not clause
    apart = len(behind) > 1 and trees.tokens[tie.behind + 1].pos == "PUNCT"
    return apart and behind[0] in ("any", "anything", "ever")


def _provides(trees: Trees, tie: Tie) -> bool:
    """Not the verb ("had provided the masks", "assuming office"), nor a length ("as long as three weeks")."""
    if trees.word(tie.first).lower() in ("as", "so"):
        return bool(trees.children(tie.top, "nsubj", "expl"))
    if tie.behind - tie.first > 1:
        return True
    clause = trees.tokens[tie.first].relation == "mark" or bool(trees.children(tie.first, "ccomp"))
    return clause and not trees.children(tie.first, "nsubj", "aux", "obj")


def _excepts(trees: Trees, tie: Tie) -> bool:
    """Not the verb: "a law barring imports"."""
    if trees.word(tie.first).lower() != "barring":
        return True
    return tie.first == trees.sentence(tie.first)[0] or trees.tokens[tie.first - 1].pos == "PUNCT"


def _is_missed(trees: Trees, tie: Tie) -> bool:
    """Something could not be, or would be otherwise, without it; nobody just goes or does without it, as in
    "may be removed without notice", "will land without harming anybody", "has left them without water"."""
    if trees.word(tie.first).lower() == "but":
        before = trees.word(tie.first - 1).lower() if tie.first else ""
        return before not in ("not", "only", "for", ",") and has_modal(trees, tie.governor)
    if trees.tokens[tie.top].lemma.lower() in _MANNERS or trees.tokens[tie.governor].lemma == "leave":
        return False
    helping = helpers(trees, verb(trees, tie.governor)) if tie.governor >= 0 else set()
    if trees.tokens[tie.top].pos == "VERB" and not (helping & MODALS and "have" in helping):
        return negated(trees, tie.governor)
    if _is_planned(trees, tie.governor) and not negated(trees, tie.governor):
        return False
    tells = not helping & MODALS and helping & {"have", "has", "'ve", "’ve"}
    return hangs(trees, tie.governor) or not (tells or narrates(trees, tie.governor))


def _waits(trees: Trees, tie: Tie) -> bool:
    """Something to come waits for what is not sure to come."""
    word = trees.tokens[tie.first]
    if word.pos in ("VERB", "AUX") and word.relation not in ("case", "mark", "acl", "advcl"):
        return False
    dates = _is_counted(trees, tie) or is_dated(trees, tie.top)
    if dates or not hangs(trees, tie.governor, plans=True):
        return False
    top = trees.tokens[tie.top]
    if top.pos in ("VERB", "AUX", "ADJ") or trees.children(tie.top, "nsubj", "cop"):
        return bool(trees.children(tie.top, "nsubj")) and not narrates(trees, tie.top)
    unsure = {trees.tokens[i].lemma.lower() for i in trees.children(tie.top, "amod")}
    return trees.word(tie.first).lower() == "pending" or bool(
        top.lemma.lower() in HINGES or unsure & {"potential", "possible", "eventual", "successful", "future"}
    )


def _is_planned(trees: Trees, index: int) -> bool:
    """Whether a clause is what somebody plans to do, and not what has to be ("will have to close")."""
    at = verb(trees, index)
    if at < 0 or not any(trees.word(i).lower() == "to" for i in trees.children(at, "mark")):
        return False
    above = trees.tokens[at].head
    return above < 0 or not (has_modal(trees, above) or negated(trees, above))


def _is_counted(trees: Trees, tie: Tie) -> bool:
    """ "Two days before the vote", "shortly after the deal"."""
    before = tie.first - 1
    return before >= 0 and (is_dated(trees, before) or trees.word(before).lower() in _MEASURES)


def _ends(trees: Trees, tie: Tie) -> bool:
    """Nothing comes before it: "will not come back until the prisoners are freed"."""
    dates = (
        _is_counted(trees, tie) or is_dated(trees, tie.top) or trees.tokens[tie.top].lemma.lower() in _MOMENTS
    )
    if dates or tie.governor < 0:
        return False
    clause = bool(trees.children(tie.top, "nsubj"))
    if trees.word(tie.first).lower() == "before":
        return clause and negated(trees, tie.governor) and not narrates(trees, tie.top)
    return negated(trees, tie.governor) or (clause and hangs(trees, tie.governor))


def _is_approved(trees: Trees, tie: Tie) -> bool:
    """A sale is subject to approval; people are subject to abuse."""
    near = {
        trees.tokens[i].lemma.lower() for i in [tie.top, *trees.children(tie.top, "compound", "conj", "amod")]
    }
    return bool(near & HINGES)


def _is_clause(trees: Trees, tie: Tie) -> bool:
    """Not the adverb: "it will not work, though"; nor "while" that only dates."""
    if trees.word(tie.first).lower() in ("while", "whilst"):
        return _concedes(trees, tie)
    return trees.tokens[tie.behind - 1].relation == "mark" or bool(trees.children(tie.top, "nsubj", "cop"))


def _concedes(trees: Trees, tie: Tie) -> bool:
    """ "While" at the beginning of a sentence, with a clause of its own that tells of no going on."""
    first = trees.sentence(tie.first)[0]
    opens = all(trees.tokens[i].pos in ("PUNCT", "CCONJ") for i in range(first, tie.first))
    subjects = [i for i in trees.children(tie.top, "nsubj", "expl") if tie.behind <= i]
    if not opens or not subjects or tie.governor < tie.first:
        return False
    helping, word = helpers(trees, tie.top), trees.tokens[tie.top]
    if word.lemma.lower() in _LASTING or (helping & _BEING and trees.word(tie.top).lower().endswith("ing")):
        return False
    return bool(helping) or not narrates(trees, tie.top) or word.lemma.lower() in _CONCEDING


_RULES = {
    Kind.IF: _asks_nothing,
    Kind.PROVIDED: _provides,
    Kind.UNLESS: _excepts,
    Kind.WITHOUT: _is_missed,
    Kind.AFTER: _waits,
    Kind.UNTIL: _ends,
    Kind.SUBJECT_TO: _is_approved,
    Kind.ALTHOUGH: _is_clause,
}

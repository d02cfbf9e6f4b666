"""What a content does by its head, where its cue only says that it was said: "would never accept" refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.acts.clause import Clause, heads
from sayso.situate.acts.cues import DOUBTED, NEGATED, followed_by, negated
from sayso.situate.acts.lexicon import Entry, entry
from sayso.situate.ground import Ground
from sayso.trees import Trees
from sayso.types import Act, Mode
from sayso.words import word_set

_MUST = frozenset(["must", "should", "ought"])
_WOULD = frozenset(["would", "'d", "’d"])
_CAN = frozenset(["can", "ca", "could"])
_MAYBE = frozenset(["can", "could", "may", "might"])
_OF_WORDS_ALONE = frozenset([Act.SAY, Act.REPORT, Act.CONFIRM, Act.CLAIM])
"""What nobody does by saying that he does it; all others are ("said it supports the plan")."""

_UNFELT = word_set("know see hear remember forget find learn read notice look watch understand")
"""Thoughts that vouch for what follows: "I know that …" only says it."""

_SENTENCES = 4
"""How many sentences of a long quotation are asked: what it does, it does early."""


class Head(NamedTuple):
    """What the head of a content does. ``top`` is the word of the clause that decides, ``subject`` its
    subject where somebody else is meant than the speaker; ``entry`` is the table's where its word decides."""

    act: Act
    top: int
    subject: int | None
    entry: Entry | None
    why: str


def read_content(ground: Ground, content: list[int], speakers: frozenset[str], mode: Mode) -> Head | None:
    """What the head of a content does, by the first of its clauses that does more than say; by an imperative
    only where it opens a quotation."""
    among = frozenset(content)
    for number, top in enumerate(_tops(ground.trees, content, among)):
        clause = Clause(ground, top, speakers, among, mode is Mode.DIRECT)
        for rule in _RULES:
            if found := rule(clause):
                return found
        if mode is not Mode.INDIRECT and number == 0 and (found := _imperative(clause)):
            return found
    return None


def _tops(trees: Trees, content: list[int], among: frozenset[int]) -> Iterator[int]:
    """The heads of a content's clauses: those governed from outside, and what is joined to them."""
    sentences: set[int] = set()
    for index in content:
        token = trees.tokens[index]
        if token.head in among or token.relation in ("punct", "mark", "cc", "nsubj", "obj", "case", "det"):
            continue
        sentences.add(trees.number_of_sentence(index))
        if len(sentences) > _SENTENCES:
            return
        yield index
        for inner in trees.children(index, "xcomp"):
            # "is going to …", "has to …": the infinitive is what it is about.
            if trees.word(index).lower() == "going" or token.lemma == "have":
                yield inner
        yield from (i for i in trees.children(index, "conj", "parataxis") if i in among)


def _refusal(clause: Clause) -> Head | None:
    if clause.direct and clause.modal(_WOULD):
        return None  # "I would not be sitting here" is only thought of
    bound = clause.will or (clause.modal(_CAN) and clause.lemma in ("accept", "support", "tolerate", "allow"))
    able = clause.trees.tokens[clause.top].pos == "VERB" and clause.lemma not in heads()["still"]
    if not (clause.ours and clause.negated and bound and able) or clause.passive or clause.perfect():
        return None
    why = f"What is said is that its speaker will not {clause.lemma}: a refusal."
    return Head(Act.REFUSE, clause.top, None, None, why)


def _embedded(clause: Clause) -> Head | None:
    """A speaker who says that he supports, rejects, believes …, does so."""
    found = entry(clause.trees, clause.top) if clause.ours and not clause.passive else None
    if found is None or found.act is None or found.act in _OF_WORDS_ALONE:
        return None
    if clause.perfect() and found.act is Act.THINK:
        return None
    if clause.modal(_MAYBE):
        return None
    act, word = found.act, " ".join(found.words)
    if (
        found.words[0] in _UNFELT | heads()["deed"]
        or found.flag == "carrier"
        or (found.flag == "light" and act is Act.THINK)
    ):
        return None
    if found.part == "noun" or (clause.will and act not in (Act.SUPPORT, Act.OPPOSE, Act.REJECT)):
        return None
    if found.flag == "control":
        followed = followed_by(clause.trees, clause.top)
        if found.words[0] not in ("refuse", "decline", "unwilling", "reluctant") or followed is None:
            return None
    if clause.negated:
        act = NEGATED.get(act, Act.SAY)
        if act is Act.SAY or (act is Act.DOUBT and found.words[0] not in DOUBTED):
            return None
        return Head(act, clause.top, None, found, f"What is said is “not {word}” of its speaker: {act}.")
    return Head(act, clause.top, None, found, f"What is said is “{word}” of its speaker: {act}.")


def _denial(clause: Clause) -> Head | None:
    """ "The report is false", "it had nothing to do with it", "he was not involved"."""
    subject = clause.trees.tokens[clause.subject].lemma.lower() if clause.subject is not None else ""
    words = heads()
    if clause.lemma in words["false"] and not clause.negated and subject in words["claims"]:
        return Head(Act.DENY, clause.top, None, None, f"It is called {clause.lemma}: a denial.")
    if clause.lemma == "true" and clause.negated and subject in words["claims"]:
        return Head(Act.DENY, clause.top, None, None, "It is said not to be true: a denial.")
    objects = [
        clause.trees.tokens[i].lemma.lower() for i in clause.trees.children(clause.top, "obj", "nsubj")
    ]
    nothing = "nothing" in objects or any(
        negated(clause.trees, i) for i in clause.trees.children(clause.top, "obj", "nsubj")
    )
    if "truth" in objects and nothing:
        return Head(Act.DENY, clause.top, None, None, "There is said to be no truth in it: a denial.")
    if not clause.own:
        return None
    if clause.lemma == "have" and "nothing" in objects and _to_do_with(clause):
        return Head(
            Act.DENY, clause.top, None, None, "Its speaker says to have nothing to do with it: a denial."
        )
    if clause.lemma in ("have", "play") and nothing and set(objects) & words["innocent"]:
        return Head(Act.DENY, clause.top, None, None, "Its speaker says to have no part in it: a denial.")
    bound = clause.will or clause.modal(_CAN)
    if clause.negated and clause.lemma in words["innocent"] | words["wrong"] and not bound:
        return Head(Act.DENY, clause.top, None, None, f"Its speaker says not {clause.lemma}: a denial.")
    if (
        clause.lemma == "do"
        and nothing
        and "wrong" in clause.ground.text[clause.trees.tokens[clause.top].end :][:30]
    ):
        return Head(
            Act.DENY, clause.top, None, None, "Its speaker says to have done nothing wrong: a denial."
        )
    return None


def _to_do_with(clause: Clause) -> bool:
    return any(clause.trees.word(i).lower() == "do" for i in clause.trees.below(clause.top))


def _demand(clause: Clause) -> Head | None:
    """ "Must" and "should" of somebody else: what he is to do."""
    bound = clause.lemma in ("have", "need") and not clause.passive
    have = clause.trees.children(clause.top, "xcomp") if bound else []
    if not (clause.modal(_MUST) or have) or clause.own or clause.subject is None:
        return None
    word = clause.trees.word(clause.subject).lower()
    if clause.perfect() and not have:
        if clause.party is None or clause.modal(frozenset(["must"])):
            return None
        why = "What is said is that somebody should have done otherwise: criticism."
        return Head(Act.CRITICISE, clause.top, clause.party, None, why)
    action = clause.trees.tokens[clause.top].pos == "VERB" or clause.party is not None
    if word in ("there", "what", "which") or clause.lemma == "able" or not action or clause.asked():
        return None
    if clause.party is None and not clause.passive and word not in ("you", "we"):
        return None
    if clause.negated and have:
        return None
    why = "What is said is what somebody must or should do: a demand."
    return Head(Act.DEMAND, have[0] if have else clause.top, clause.party, None, why)


def _threat(clause: Clause) -> Head | None:
    if not clause.will or clause.negated or clause.passive:
        return None
    words = heads()
    if clause.ours and clause.lemma in words["harm"] and not clause.trees.children(clause.top, "compound"):
        why = f"What is said is that its speaker will {clause.lemma}: a threat."
        return Head(Act.THREATEN, clause.top, None, None, why)
    if not clause.ours and clause.lemma in words["price"] and clause.object_in("toll"):
        why = "What is said is that somebody will pay for it: a threat."
        return Head(Act.THREATEN, clause.top, clause.party, None, why)
    subject = clause.trees.tokens[clause.subject].lemma if clause.subject is not None else ""
    if clause.lemma == "be" and subject in words["toll"]:
        return Head(
            Act.THREATEN, clause.top, None, None, "What is said is that there will be consequences: a threat."
        )
    return None


def _binding(clause: Clause) -> Head | None:
    """What a speaker will do: a promise where it helps others, else what he intends."""
    if not clause.ours or not clause.will or clause.negated or clause.passive:
        return None
    if clause.trees.tokens[clause.top].pos != "VERB" or clause.lemma in heads()["still"] or clause.perfect():
        return None
    if clause.lemma in heads()["help"] or clause.to_you():
        why = f"What is said is that its speaker will {clause.lemma}: a promise."
        return Head(Act.PROMISE, clause.top, None, None, why)
    return Head(Act.INTEND, clause.top, None, None, f"What is said is that its speaker will {clause.lemma}.")


def _accusation(clause: Clause) -> Head | None:
    if clause.party is None or clause.negated or clause.will or clause.passive:
        return None
    words = heads()
    if clause.trees.case(clause.top) == "behind":
        why = "Somebody is said to be behind it: an accusation."
        return Head(Act.ACCUSE, clause.top, clause.party, None, why)
    doing = [clause.trees.tokens[i] for i in clause.trees.children(clause.top, "advcl", "acl", "xcomp")]
    duty = any(token.lemma not in words["wrong"] | words["harm"] for token in doing)
    if (clause.lemma in words["blame"] and not duty) or clause.lemma in words["wrong"]:
        what = f"be {clause.lemma}" if clause.lemma in words["blame"] else clause.lemma
        why = f"Somebody is said to {what}: an accusation."
        return Head(Act.ACCUSE, clause.top, clause.party, None, why)
    return None


def _evaluation(clause: Clause) -> Head | None:
    """ "Preposterous" finds fault, "a hero" praises."""
    token = clause.trees.tokens[clause.top]
    told = clause.subject is not None or clause.trees.children(clause.top, "csubj")
    if not told or clause.negated or token.pos not in ("ADJ", "NOUN"):
        return None
    if clause.modal(_CAN | _MUST | frozenset(["may", "might", "would"])):
        return None
    whose = clause.party is not None or clause.owned()
    for kind, act, what in _JUDGED:
        word = next((w for w in _judging(clause) if w in heads()[kind]), None)
        if word and (kind == "bad" or whose):
            return Head(act, clause.top, clause.party, None, f"It is called “{word}”: {what}.")
    return None


_JUDGED = (
    ("bad", Act.CRITICISE, "fault found"),
    ("poor", Act.CRITICISE, "fault found"),
    ("good", Act.PRAISE, "praise"),
)
"""The kinds of words that judge; all but the first only of somebody or of what is somebody's."""


def _judging(clause: Clause) -> list[str]:
    """The words that can judge: the predicate and, where it is a noun, its adjectives."""
    below = clause.trees.children(clause.top, "amod", "compound")
    return [clause.lemma, *(clause.trees.tokens[i].lemma.lower() for i in below)]


def _prediction(clause: Clause) -> Head | None:
    if clause.own or not clause.will or clause.lemma not in heads()["change"] or clause.subject is None:
        return None
    if clause.modal(frozenset(["would", "'d", "’d"])) and clause.perfect():
        return None
    return Head(
        Act.PREDICT, clause.top, None, None, f"What is said is what will {clause.lemma}: a prediction."
    )


def _imperative(clause: Clause) -> Head | None:
    """An imperative in somebody's own words asks for what it says."""
    token = clause.trees.tokens[clause.top]
    word = clause.trees.word(clause.top)
    bare = token.pos == "VERB" and word.lower() == token.lemma
    if not bare or clause.trees.children(clause.top, "mark", "expl", "csubj"):
        return None
    below = clause.trees.below(clause.top)
    opening = min(
        i for i in below if clause.trees.tokens[i].pos not in ("PUNCT", "INTJ", "CCONJ") or i == clause.top
    )
    forbids = clause.trees.word(opening) == "Do" and clause.negated
    spoken = clause.subject is None or clause.trees.word(clause.subject).lower() == "you"
    asks = opening == clause.top and word[0].isupper() and not clause.trees.children(clause.top, "aux")
    if not (spoken and (asks or forbids)) or token.lemma in heads()["polite"]:
        return None
    return Head(Act.DEMAND, clause.top, None, None, f"“{word}” is an imperative: a demand.")


_RULES = (
    _refusal,
    _denial,
    _embedded,
    _demand,
    _threat,
    _binding,
    _accusation,
    _evaluation,
    _prediction,
)
"""In the order in which they are asked; the first that holds decides."""

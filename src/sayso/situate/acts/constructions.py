"""Cues whose act hangs on what stands with them: "told him to leave" demands, "asked for help" requests,
"called it a farce" finds fault, "vowed to strike back" threatens."""

from __future__ import annotations

from sayso.situate.acts.clause import heads
from sayso.situate.acts.content import Head
from sayso.situate.acts.cues import Cue
from sayso.trees import Trees
from sayso.types import Act
from sayso.words import word_set

PAPERS = word_set("""
    sheet chart media medium
    report study survey poll data figure document record statement website paper filing indictment
    complaint transcript biography book letter notice bulletin almanac agenda census log analysis
    database affidavit list map memo estimate test result file article release
""")
"""What somebody wrote: "according to a study" passes on what it has."""

_GRANTED = word_set("""
    request motion permission entry access bail appeal application visa asylum petition bid leave
    licence license permit claimant parole clemency aid
""")
"""What is granted or denied, and is no allegation."""


def turned(trees: Trees, cue: Cue, content: list[int]) -> tuple[Act, str] | None:
    """The act that a cue's construction makes of it, with the reason; None where it is its own."""
    if cue.anchor is None or cue.entry is None:
        return None
    word = cue.entry.words[0]
    infinitive = _infinitive(trees, cue.anchor, content)
    if word in ("tell", "remind") and infinitive is not None:
        return Act.DEMAND, f"To {word} somebody to do something is a demand."
    if cue.entry.flag == "question":
        if infinitive is not None or _led_by(trees, cue.anchor, "for"):
            return Act.REQUEST, "To ask somebody to do something, or for something, is a request."
        return None
    if word == "want" and infinitive is not None and not _objects(trees, cue.anchor, infinitive):
        return Act.INTEND, "What somebody wants to do himself he intends."
    if word == "consider" and _held(trees, cue.anchor):
        return Act.THINK, "What something is considered to be is held, not intended."
    if word in ("insist", "say", "argue", "maintain", "stress", "ask") and _subjunctive(trees, cue.anchor):
        return Act.DEMAND, "What is said is what somebody is to do, in the subjunctive: a demand."
    if word in ("decide", "resolve", "determine") and _found_out(trees, cue.anchor):
        return Act.THINK, "What is decided is how things stand, not what is to be done."
    if word == "suggest" and _of_doing(trees, cue.anchor):
        return Act.PROPOSE, "What is suggested is something to do: a proposal."
    if word == "deny" and _asked(trees, cue.anchor):
        return Act.REJECT, "What is denied was asked for, and not alleged: a rejection."
    if infinitive is not None and (cue.act is Act.PROMISE or word in ("plan", "intend")):
        lemma = trees.tokens[infinitive].lemma.lower()
        if lemma in heads()["harm"]:
            return Act.THREATEN, f"What is promised is to {lemma}: a threat."
    return None


def called(trees: Trees, anchor: int, content: list[int]) -> Head | None:
    """What a name or description does that somebody is given: "called the plan a farce"."""
    among = set(content)
    objects = trees.children(anchor, "obj", "iobj")
    given = [i for i in trees.children(anchor, "xcomp", "obl", "ccomp", "advcl", "dep", "nmod") if i in among]
    given += objects[1:]
    if not given and objects:
        given = [i for i in trees.children(objects[0], "nmod", "xcomp", "appos", "acl") if i in among]
    for index in given:
        tokens = [index, *trees.children(index, "amod", "compound", "conj")]
        for kind, act, what in (("bad", Act.CRITICISE, "fault found"), ("good", Act.PRAISE, "praise")):
            word = next((w for i in tokens if (w := trees.tokens[i].lemma.lower()) in heads()[kind]), None)
            if word:
                subject = objects[0] if objects and objects[0] != index else None
                return Head(act, index, subject, None, f"It is called “{word}”: {what}.")
    return None


def _infinitive(trees: Trees, anchor: int, content: list[int]) -> int | None:
    """The infinitive with "to" that a verb governs."""
    for child in trees.children(anchor, "xcomp", "ccomp", "advcl"):
        marks = {trees.word(i).lower() for i in trees.children(child, "mark")}
        if child > anchor and "to" in marks and child in content:
            return child
    return None


def _objects(trees: Trees, anchor: int, infinitive: int) -> bool:
    between = [i for i in trees.children(anchor, "obj", "iobj") if anchor < i < infinitive]
    return bool(between or trees.children(infinitive, "nsubj"))


def _asked(trees: Trees, anchor: int) -> bool:
    """Whether what is denied is something that can be granted."""
    return any(trees.tokens[i].lemma.lower() in _GRANTED for i in trees.children(anchor, "obj", "nsubj"))


def _found_out(trees: Trees, anchor: int) -> bool:
    """Whether a clause with "that" and without "will" or "should" follows."""
    for clause in trees.children(anchor, "ccomp"):
        if clause > anchor and not trees.children(clause, "aux"):
            return any(trees.word(i).lower() == "that" for i in trees.children(clause, "mark"))
    return False


def _held(trees: Trees, anchor: int) -> bool:
    """Whether "consider" says what something is: in the passive, or with a second object or a predicate."""
    passive = any(trees.tokens[i].lemma == "be" for i in trees.children(anchor, "aux"))
    passive = passive and not trees.word(anchor).lower().endswith("ing")
    predicate = [i for i in trees.children(anchor, "xcomp") if trees.tokens[i].pos != "VERB"]
    return passive or bool(predicate) or len(trees.children(anchor, "obj")) > 1


def _led_by(trees: Trees, anchor: int, word: str) -> bool:
    return any(trees.case(i) == word for i in trees.children(anchor, "obl")) or any(
        trees.word(i).lower() == word
        for c in trees.children(anchor, "xcomp")
        for i in trees.children(c, "mark")
    )


def _of_doing(trees: Trees, anchor: int) -> bool:
    """Whether what is suggested is to be done: an object, an "…ing", or a clause with "should"."""
    for child in trees.children(anchor, "ccomp", "xcomp", "obj", "advcl"):
        if child < anchor:
            continue
        word = trees.word(child).lower()
        if trees.tokens[child].relation == "obj" and trees.tokens[child].pos in ("NOUN", "VERB"):
            return True
        should = any(trees.word(i).lower() == "should" for i in trees.children(child, "aux"))
        if (should and trees.tokens[child].lemma != "able") or word.endswith("ing"):
            return True
    return _subjunctive(trees, anchor)


def _subjunctive(trees: Trees, anchor: int) -> bool:
    """Whether a clause is in the subjunctive: a bare verb with a subject of the third person singular."""
    for clause in trees.children(anchor, "ccomp"):
        bare = trees.tokens[clause].pos == "VERB" and trees.word(clause) == trees.tokens[clause].lemma
        for subject in trees.children(clause, "nsubj"):
            word = trees.word(subject).lower()
            one = word in ("he", "she", "it") or (
                trees.tokens[subject].pos in ("NOUN", "PROPN")
                and word == trees.tokens[subject].lemma.lower()
                and not trees.children(subject, "conj")
                and not word.endswith("s")
            )
            if bare and one and clause > anchor and not trees.children(clause, "aux", "cop"):
                return True
    return False

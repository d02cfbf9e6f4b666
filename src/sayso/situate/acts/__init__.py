"""Attribution → what kind of act it is, whom it is toward, and what is proposed, demanded or rejected.

The cue decides, by the table ``acts.csv`` (`lexicon`, `cues`); where it only says that something was said,
the head of the content does (`content`). `targets` and `proposals` look for the other side and the matter in
the same trees. The table of acts, with an example of each, is ``docs/acts.md``; its reasons are in
``docs/decisions/0016-acts.md``.
"""

from __future__ import annotations

from sayso.situate.acts.clause import heads
from sayso.situate.acts.constructions import PAPERS, called, turned
from sayso.situate.acts.content import Head, read_content
from sayso.situate.acts.cues import Cue, followed_by, read_cue
from sayso.situate.acts.parties import PEOPLE, somebody
from sayso.situate.acts.proposals import Proposals
from sayso.situate.acts.targets import Targets
from sayso.situate.ground import Ground
from sayso.types import (
    Act,
    ActorKind,
    Attribution,
    Chain,
    EventKind,
    Party,
    Situation,
    VoiceRole,
    Words,
)
from sayso.words import word_set

PLOVER = {
    Act.ACCUSE: EventKind.ACCUSE,
    Act.CRITICISE: EventKind.ACCUSE,
    Act.OPPOSE: EventKind.ACCUSE,
    Act.PRAISE: EventKind.SUPPORT,
    Act.SUPPORT: EventKind.SUPPORT,
    Act.DEMAND: EventKind.REQUEST,
    Act.REQUEST: EventKind.REQUEST,
    Act.PROMISE: EventKind.AGREE,
    Act.AGREE: EventKind.AGREE,
    Act.THREATEN: EventKind.THREATEN,
    Act.REJECT: EventKind.REJECT,
    Act.REFUSE: EventKind.REJECT,
}
"""The PLOVER type of each act that has one, by the manual (version 2.0): disapproval and objections are
ACCUSE, commending and approving SUPPORT, offers and promises AGREE. It has none for mere comments (CAMEO's 01
and 02), with which it counts denials, proposals and predictions. A warning is THREATEN only where it is of
consequences."""

_JUDGING = frozenset([Act.CRITICISE, Act.PRAISE])
"""Acts on people or things alike."""

_SHOWN = frozenset(["suggest", "indicate", "signal", "imply", "hint"])
"""What texts and data do without saying it."""

_NOT_MATERIAL = word_set("comment say answer respond elaborate discuss speak identify name specify")
"""Who declines to do this turns nobody's wish down: no PLOVER event."""


def acted(ground: Ground, attribution: Attribution, chain: Chain) -> Situation:
    """A situation with act, act_known, plover, target, proposal and the reasons for them; the rest as is."""
    trees = ground.trees
    tokens = trees.inside(attribution.cue)
    if not tokens:
        cue = Cue(Act.SAY, False, None, None, None, True, ("No word of saying stands with it: say.",))
    else:
        cue = read_cue(trees, tokens)
    return _Reading(ground, attribution, chain, cue).situation()


class _Reading:
    """One attribution as it is read."""

    def __init__(self, ground: Ground, attribution: Attribution, chain: Chain, cue: Cue) -> None:
        self.ground, self.attribution, self.chain, self.cue = ground, attribution, chain, cue
        origins = [v for v in chain.voices if v.role is VoiceRole.ORIGIN]
        self.speakers = frozenset(v.actor for v in origins if v.actor)
        self.targets = Targets(ground, self.speakers)
        self.proposals = Proposals(ground, self.targets)
        self.content = ground.trees.inside(attribution.content)

    def situation(self) -> Situation:
        head = self._head()
        if head:
            return self._of_content(head)
        act, reasons = self._of_cue()
        target = self.targets.of_cue(act, self.cue)
        proposal = self.proposals.of_cue(act, self.cue, target)
        return self._made(act, target, proposal, reasons, self._plover(act))

    def _head(self) -> Head | None:
        """What the content does, where the cue leaves that to it."""
        cue, content = self.cue, self.content
        if cue.act is not Act.SAY or not cue.weak or not content:
            return None
        if cue.anchor is not None and cue.entry is not None and "obj" in cue.entry.target:
            return called(self.ground.trees, cue.anchor, content)
        return read_content(self.ground, content, self.speakers, self.attribution.mode)

    def _of_content(self, head: Head) -> Situation:
        target = self.targets.of_content(head)
        if target is None and head.act in (Act.DEMAND, Act.CRITICISE, Act.PRAISE) and self._to_you(head):
            target = self.chain.addressee
        proposal = self.proposals.of_content(head, target)
        return self._made(head.act, target, proposal, (*self.cue.reasons, head.why), PLOVER.get(head.act))

    def _to_you(self, head: Head) -> bool:
        """Whether what is said is for, or about, those whom it is said to: an imperative, or "you"."""
        trees = self.ground.trees
        subjects = trees.children(head.top, "nsubj")
        return not subjects or trees.word(subjects[0]).lower() == "you"

    def _of_cue(self) -> tuple[Act, tuple[str, ...]]:
        """The act of the cue, where its construction or its source does not make it another."""
        cue = self.cue
        if cue.entry is None or cue.anchor is None:
            return cue.act, cue.reasons
        if cue.entry.flag == "source" and not self._passed_on():
            why = "Its source is somebody who speaks, and no outlet, text or body: say."
            return Act.SAY, (*cue.reasons, why)
        if cue.entry.words[0] in _SHOWN and cue.act is Act.SAY and self._paper():
            return Act.REPORT, (*cue.reasons, "Its source is no speaker, but a text or data: report.")
        found = turned(self.ground.trees, cue, self.content)
        if found:
            return found[0], (*cue.reasons, found[1])
        return cue.act, cue.reasons

    def _passed_on(self) -> bool:
        """Whether the source is one that has its words from elsewhere: an outlet, a document, a body."""
        head = self._source()
        if self._paper() or head in PEOPLE:
            return head not in PEOPLE
        kinds = {actor.id: actor.kind for actor in self.ground.resolution.actors}
        found = {kinds.get(actor) for actor in self.speakers}
        return not found & {ActorKind.PERSON, ActorKind.GROUP, ActorKind.OFFICE}

    def _paper(self) -> bool:
        """Whether the source is a text or data."""
        return self._source() in PAPERS

    def _source(self) -> str:
        """The lemma of the source's head; an empty text where there is no source."""
        trees = self.ground.trees
        tokens = trees.inside(self.attribution.source)
        return trees.tokens[trees.top(tokens)].lemma.lower() if tokens else ""

    def _made(
        self,
        act: Act,
        target: Party | None,
        proposal: Words | None,
        reasons: tuple[str, ...],
        plover: EventKind | None,
    ) -> Situation:
        known = self.cue.known
        if target and act in _JUDGING and not self._is_somebody(target):
            # A thing is no party: what is judged is the matter.
            proposal, target = proposal or Words(target.words, target.spans), None
        return Situation(
            act=act, act_known=known, plover=plover, target=target, proposal=proposal, reasons=reasons
        )

    def _is_somebody(self, party: Party) -> bool:
        if party.actor:
            actors = {actor.id: actor.kind for actor in self.ground.resolution.actors}
            return actors.get(party.actor) is not ActorKind.DOCUMENT
        inside = self.ground.trees.inside(party.spans)
        return bool(inside) and somebody(self.ground, self.ground.trees.top(inside))

    def _plover(self, act: Act) -> EventKind | None:
        cue = self.cue
        if cue.entry is not None and cue.entry.plover is not None and act is cue.entry.act:
            return cue.plover
        trees = self.ground.trees
        if act is Act.WARN and cue.anchor is not None:
            of = {trees.tokens[i].lemma for i in trees.children(cue.anchor, "obl", "obj", "nmod")}
            return EventKind.THREATEN if of & heads()["toll"] else None
        if act is Act.REFUSE and cue.anchor is not None:
            followed = followed_by(trees, cue.anchor)
            done = {trees.tokens[i].lemma for i in (cue.anchor, followed) if i is not None}
            if done & _NOT_MATERIAL:
                return None
        return PLOVER.get(act)

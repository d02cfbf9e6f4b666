"""A trigger → who does it, and to whom."""

from __future__ import annotations

from sayso.situate.events.clauses import Clauses
from sayso.situate.events.lexicon import Entry, Standing, nouns
from sayso.situate.events.pairs import pair
from sayso.situate.events.standing import Cast, Side
from sayso.types import EventKind
from sayso.words import word_set

LIGHT = word_set(
    "hold launch conduct carry stage begin start open resume continue wage mount end complete "
    "conclude make take give have step intensify escalate renew increase lead order perform pursue "
    "undertake suspend halt attend host join enter finish expand deliver kick keep"
)
"""Verbs that add only that an event begins, goes on or ends: their subject does what their object names."""


DECIDING = word_set("announce declare order approve authorise authorize")
"""Verbs of those in power whose subject, too, does what their object names."""


PERSONAL = word_set("kill wound injure shoot murder behead execute rescue accuse blame sue")
PERSONAL_MODES = word_set("arrest deport convict abduct targeted torture beat")
"""Verbs and modes whose object is somebody."""


INSTRUMENTS = word_set(
    "jet warplane aircraft plane helicopter tank drone missile rocket artillery shell bomb bomber warship "
    "ship boat vessel submarine bulldozer gun sniper operation decision policy resolution law statement plan "
    "move effort"
)
"""Things and doings with which those act whose they are: "Israeli tanks fired"."""

TOWARDS = ("against", "on", "at", "with", "to", "for", "from")
"""Prepositions before those whom a deed that is refused or threatened would meet."""

CLAIMS = word_set("demand claim accusation call request proposal charge allegation idea plan offer appeal")


class Sides:
    """Finds the parties of triggers."""

    def __init__(self, cast: Cast, clauses: Clauses) -> None:
        self.cast, self.clauses, self.trees = cast, clauses, clauses.trees

    def actors(self, token: int, verb: bool) -> list[Side]:
        if verb:
            found = self._sides(self.clauses.subjects(token), acting=True)
            return found or self._planners(token)
        found = self._sides(self._under(token, "by"), acting=True)
        found += self.between(token)
        if not found:
            found = [s for s in self.cast.owners(token) if s.token < token or s.standing >= Standing.POWER]
            found = [s for s in found if s.token < token]
        light = self.light(token)
        if not found and light is not None:
            found = self._sides(self.clauses.subjects(light), acting=True)
        return found

    def _planners(self, token: int) -> list[Side]:
        """Whose plan or offer an infinitive behind a noun is: "the government's plan to send aid"."""
        head, relation = self.trees.tokens[token].head, self.trees.tokens[token].relation
        if head < 0 or relation != "acl" or "to" not in self.clauses.marks(token):
            return []
        above, noun = self.trees.tokens[head].head, self.trees.tokens[head].relation
        found = self.cast.owners(head)
        if not found and noun == "obj" and above >= 0:
            found = self._sides(self.clauses.subjects(above), acting=True)
        return found

    def light(self, token: int) -> int | None:
        """The verb of beginning or going on whose object a noun is."""
        head, relation = self.trees.tokens[token].head, self.trees.tokens[token].relation
        while relation in ("nmod", "conj") and head >= 0:
            head, relation = self.trees.tokens[head].head, self.trees.tokens[head].relation
        if head < 0 or self.trees.tokens[head].pos != "VERB":
            return None
        if self.clauses.lemma(head) not in LIGHT and self.clauses.lemma(head) not in DECIDING:
            return None
        passive = relation == "nsubj" and self.clauses.passive(head)
        return head if relation == "obj" or passive or relation == "acl" else None

    def recipients(self, token: int, entry: Entry, verb: bool) -> list[Side]:
        """Those found in the first of the entry's places that has any."""
        for place in entry.to:
            found = self._at(place, token, entry, verb)
            if found:
                return found
        if not verb:
            return []
        if entry.kind is EventKind.REJECT:
            return self._claimants(token) or self._at("owner", token, entry, verb)
        if "obj" not in entry.to:
            return []
        return self._whoever(token, entry) or self._at("owner", token, entry, verb)

    def _claimants(self, token: int) -> list[Side]:
        """Who made a demand that is only named after what it was: "Peru called for a truce, a demand that
        Chile rejected". It is whoever that sentence is about."""
        tokens = self.trees.tokens
        if tokens[token].relation != "acl" or self.clauses.lemma(tokens[token].head) not in CLAIMS:
            return []
        above = [i for i in self.trees.above(token) if tokens[i].pos == "VERB"]
        return self._sides(self.clauses.subjects(above[-1])) if above else []

    def _whoever(self, token: int, entry: Entry) -> list[Side]:
        """Whom a verb that is only done to people is done to, whatever the noun."""
        if entry.mode not in PERSONAL_MODES and entry.word not in PERSONAL:
            return []
        heads = [i for head in self.clauses.patients(token) for i in self.clauses.together(head)]
        return [self.cast.somebody(i) for i in heads if self._somebody(i)]

    def _somebody(self, token: int) -> bool:
        if self.trees.tokens[token].pos == "NOUN":
            return self.clauses.lemma(token) not in nouns()
        return self.trees.tokens[token].pos == "NUM"

    def _at(self, place: str, token: int, entry: Entry, verb: bool) -> list[Side]:
        objects = self.clauses.patients(token) if verb else []
        if place == "obj":
            return self._sides(objects)
        if place == "iobj":
            return self._sides(self.trees.children(token, "iobj"))
        if place == "owner":
            things = objects if verb else [token]
            return [side for thing in things for side in self._owners(thing)]
        if place in ("for-owner", "obj-owner"):
            things = self._under(token, "for") if place == "for-owner" else objects
            return [side for thing in things for side in self._owners(thing)]
        if place in ("clause", "clause-object"):
            return self._clause(token, place)
        if place == "between":
            return []
        around = [token, *objects, *(self.trees.children(token, "obl") if verb else [])]
        around += [j for i in around for j in self.trees.children(i, "amod", "advmod")]
        light = None if verb else self.light(token)
        if light is not None:
            around.append(light)
        under = [i for one in around for i in self._under(one, place)]
        found = self._sides(under, places=True)
        if found or place == "with":
            return found
        return [side for one in under for side in self._owners(one)]

    def _owners(self, thing: int) -> list[Side]:
        found = self.cast.owners(thing)
        if found:
            return found
        places = [i for i in self.trees.children(thing, "nmod") if self.trees.case(i) in ("of", "in")]
        return [side for i in places for side in [self.cast.place(i)] if side and side.party.actor]

    def _clause(self, token: int, place: str) -> list[Side]:
        out = []
        for clause in self.trees.children(token, "ccomp", "xcomp", "advcl"):
            if place == "clause":
                heads = self.trees.children(clause, "nsubj")
            else:
                heads = [i for i in self.clauses.patients(clause) if i != token]
                around = [clause, *heads]
                heads += [i for one in around for p in TOWARDS for i in self._under(one, p)]
            out += self._sides(heads)
            out += [] if out else [s for i in heads for s in self._owners(i)]
        return out

    def between(self, token: int) -> list[Side]:
        """Those between whom it is, by a phrase of the word's own or of its object's."""
        around = [token, *self.clauses.patients(token)]
        return self._sides([i for one in around for i in self._under(one, "between")], places=True)

    def _under(self, token: int, preposition: str) -> list[int]:
        return self.clauses.under(token, preposition)

    def _sides(self, heads: list[int], acting: bool = False, places: bool = False) -> list[Side]:
        out: list[Side] = []
        for head in heads:
            for one in self.clauses.together(head):
                both = pair(self.cast, one)
                if both:
                    out += both
                    continue
                side = self.cast.side(one) or (self.cast.place(one) if places else None)
                if side is None and acting and self._instrument(one):
                    owners = [s for s in self.cast.owners(one) if s.token < one]
                    side = next((s for s in owners if s.standing >= Standing.POWER), None)
                if side and all(side.party.spans != other.party.spans for other in out):
                    out.append(side)
        return [side for side in out if not self._title(side, out)]

    def _instrument(self, token: int) -> bool:
        """Whether a noun is what somebody acts with: those whose it is act."""
        lemma = self.clauses.lemma(token)
        return lemma in INSTRUMENTS or lemma in nouns()

    def _title(self, side: Side, others: list[Side]) -> bool:
        """Whether a party is only the title before another's name, which the parser took apart."""
        end = side.party.spans[-1].end
        return side.party.actor is None and any(0 <= s.party.spans[0].start - end <= 1 for s in others)

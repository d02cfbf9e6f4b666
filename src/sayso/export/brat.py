"""brat's standoff format: a zip with a ``.txt`` and an ``.ann`` for each report, and an ``annotation.conf``.

Unpacked into a folder of brat's data it opens as it is. The ``.txt`` is the report's text, and offsets are
code points of it, as brat has them. A statement is an event whose trigger is its content. Source, cue,
relays, origins that are not the whole source, addressee, target, and the statement that it stands inside
are its arguments. Who a voice is, is a normalization ("Sayso:state:norway"). A note has confidence and
reasons.

A line of an ``.ann`` cannot hold a line end, so words that run over one are given in pieces, as brat does. So
are words with a tab or one of the other characters at which Python, in which brat is written, ends a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sayso.spans import trimmed
from sayso.types import Act, Anonymity, Certainty, Mode, Polarity, Reading, Span, Statement, Voice, VoiceRole

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
"""A tab, which parts the fields of a line, and all that ``str.splitlines`` takes for the end of one."""
_NOTED = re.compile(r"\s+")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip, the first that one can have: the same readings make the same bytes."""

CONFIGURATION = f"""\
[entities]
Source
Cue
Relay
Origin
Addressee
Target

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Statement\tSource?:Source, Cue?:Cue, Relay*:Relay, Origin*:Origin, Addressee?:Addressee, Target?:Target, \
Inside?:Statement

[attributes]
Mode\tArg:Statement, Value:{"|".join(Mode)}
Act\tArg:Statement, Value:{"|".join(Act)}
Certainty\tArg:Statement, Value:{"|".join(Certainty)}
Polarity\tArg:Statement, Value:{"|".join(Polarity)}
Anonymity\tArg:Source|Relay|Origin, Value:{"|".join(Anonymity)}
"""


def write(readings: Iterable[Reading], out: BinaryIO) -> None:
    """All reports into one zip; of several with the same text the first."""
    written: set[str] = set()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _add(archive, "annotation.conf", CONFIGURATION)
        for reading in readings:
            name = reading.report.id
            if name not in written:
                written.add(name)
                _add(archive, f"{name}.txt", reading.report.text)
                _add(archive, f"{name}.ann", standoff(reading))


def _add(archive: ZipFile, name: str, text: str) -> None:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, text.encode())


def standoff(reading: Reading) -> str:
    """The ``.ann`` of a reading. A statement whose content is blank has no words that could be marked, and is
    left out."""
    lines = Lines(reading.report.text)
    marked = [said for said in reading.statements if lines.pieces(said.content.spans)]
    events = {said.id: f"E{number}" for number, said in enumerate(marked, 1)}
    for statement in marked:
        lines.statement(statement, events)
    return "".join(line + "\n" for line in lines.all)


@dataclass
class Lines:
    """The lines of one ``.ann``. ``spanned`` are the ids of the words that have one, by their kind, spans
    and actor, so that a source of several statements stands once."""

    text: str
    all: list[str] = field(default_factory=list)
    spanned: dict[tuple[object, ...], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def statement(self, statement: Statement, events: dict[str, str]) -> None:
        """A statement's event, with its words before it and its attributes behind. ``events`` are the ids of
        all statements' events."""
        trigger = self._words("Statement", statement.content.spans)
        arguments = self._arguments(statement)
        event = events[statement.id]
        if statement.parent in events:
            arguments.append(("Inside", events[statement.parent]))
        counts: dict[str, int] = {}
        told = [f"Statement:{trigger}"]
        for role, target in arguments:
            counts[role] = counts.get(role, 0) + 1
            told.append(f"{role}{counts[role] if counts[role] > 1 else ''}:{target}")
        self.all.append(f"{event}\t{' '.join(told)}")
        for name in ("mode", "act", "certainty", "polarity"):
            self._line("A", f"{name.capitalize()} {event} {getattr(statement, name)}")
        note = f"Confidence {statement.confidence:.2f}. {' '.join(statement.reasons)}"
        self._line("#", f"AnnotatorNotes {event}\t{_NOTED.sub(' ', note).strip()}")

    def _arguments(self, statement: Statement) -> list[tuple[str, str]]:
        """The words that belong to a statement, each with its role."""
        source = statement.source.spans if statement.source else ()
        whole = [
            voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN and voice.spans == source
        ]
        found = [("Source", self._voice("Source", source, whole[0] if len(whole) == 1 else None))]
        found.append(("Cue", self._words("Cue", statement.cue.spans if statement.cue else ())))
        for voice in statement.voices:
            is_source = voice.spans == source and voice.role is VoiceRole.ORIGIN and len(whole) == 1
            if voice.role is not VoiceRole.PUBLISHER and not is_source:
                role = voice.role.value.capitalize()
                found.append((role, self._voice(role, voice.spans, voice)))
        for role, party in (("Addressee", statement.addressee), ("Target", statement.target)):
            if party:
                found.append((role, self._words(role, party.spans, party.actor, party.name)))
        return [(role, target) for role, target in found if target]

    def _voice(self, kind: str, spans: tuple[Span, ...], voice: Voice | None) -> str | None:
        if voice is None:
            return self._words(kind, spans)
        return self._words(kind, spans, voice.actor, voice.name, voice.anonymity)

    def _words(
        self,
        kind: str,
        spans: tuple[Span, ...],
        *who: str | None,
    ) -> str | None:
        """The id of words of that kind; ``who`` are actor, name and anonymity where they are known. None
        where there are no words, or only blanks."""
        key = (kind, spans, *who)
        pieces = [] if key in self.spanned else self.pieces(spans)
        if pieces:
            offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
            words = " ".join(self.text[piece.start : piece.end] for piece in pieces)
            self.spanned[key] = name = self._line("T", f"{kind} {offsets}\t{words}")
            actor, title, anonymity = (*who, None, None, None)[:3]
            if actor:
                shown = _NOTED.sub(" ", title or actor).strip()
                self._line("N", f"Reference {name} Sayso:{quote(actor, safe=':/')}\t{shown}")
            if anonymity:
                self._line("A", f"Anonymity {name} {anonymity}")
        return self.spanned.get(key)

    def pieces(self, spans: tuple[Span, ...]) -> list[Span]:
        """``spans`` without line ends and tabs, each piece without blanks at its ends."""
        pieces = []
        for start, end in spans:
            edges = [start]
            for stop in _BREAKS.finditer(self.text, start, end):
                edges += stop.span()
            edges.append(end)
            pieces += [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True) if edge[0] < edge[1]]
        return [whole for piece in pieces if (whole := trimmed(self.text, piece))]

    def _line(self, letter: str, rest: str) -> str:
        """Adds a line under the next id of that letter, which is returned."""
        self.counts[letter] = self.counts.get(letter, 0) + 1
        name = f"{letter}{self.counts[letter]}"
        self.all.append(f"{name}\t{rest}")
        return name

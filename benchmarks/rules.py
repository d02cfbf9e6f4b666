"""Attributions by rule alone, as a floor: quotation marks, verbs of saying, and the name beside them.

Sentence by sentence: where a verb of saying stands beside a name, a pronoun or "the such-and-such", or
where "according to" does, the rest of the sentence is what they say. A sentence in quotation marks
without such a clause belongs to whoever spoke last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.corpora import Range

VERBS = """
    said says saying say told tells added adds argued argues claimed claims warned warns noted notes
    insisted insists explained explains wrote writes tweeted announced announces stated states declared
    declares admitted admits suggested suggests acknowledged denied denies asked asks replied responded
    testified predicted believes believed thinks thought promised vowed reported reports recalled
"""
FILL = "\x1f"
"""What stands for each character inside quotation marks while sentences and clauses are looked for."""

_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SENTENCE = re.compile(
    r"\S(?:[^.!?]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen))\.|[.!?](?=[\w,]))*"
    rf"[.!?]*[”\"]?|\S[^{FILL}]*$"
)
_CAPITALISED = r"[A-Z](?:[\w.’'-]*\w)?"
_WHO = (
    rf"(?:(?:{_CAPITALISED}\.? (?:(?:of|the|for) )?){{0,4}}{_CAPITALISED}"
    rf"|(?i:the|a|an|one|his|her|their) (?:[\w.’'-]+ ){{0,3}}[\w’'-]+"
    rf"|he|she|they|it|we|I|who|sources|officials)"
)
_VERB = rf"(?:(?:has|have|had|also|later|then) ){{0,2}}(?:{'|'.join(VERBS.split())})"
_CLAUSE = re.compile(
    rf"\b(?P<before>{_WHO})(?:, [^,{FILL}]{{3,60}},)? (?P<verb>{_VERB})\b"
    rf"|\b(?P<inverted>{_VERB}) (?P<after>{_WHO})"
    rf"|\b(?P<according>[Aa]ccording to) (?P<authority>{_WHO})"
)
_LEADING = re.compile(r"[\s,:]*(?:(?:me|us|him|them|reporters|on [A-Z]\w+day|in a statement)\b[\s,:]*)*")

Attribution = dict[str, list[Range]]


def attributions(text: str) -> list[Attribution]:
    """The attributions of a raw text, as character ranges by role."""
    found: list[Attribution] = []
    speaker: list[Range] = []
    for line in re.finditer(r"[^\r\n]+", text):
        masked = _masked(line[0])
        for sentence in _SENTENCE.finditer(masked):
            one = _said(masked, sentence.span())
            if one:
                moved = {role: [(a + line.start(), b + line.start()) for a, b in one[role]] for role in one}
                speaker = moved["source"] = moved["source"] or speaker
                found.append(moved)
    return found


def _masked(line: str) -> str:
    """A line with what is quoted filled up, but for a mark that ends a sentence before the closing one."""

    def fill(match: re.Match[str]) -> str:
        inside = match[1]
        end = inside[-1] if inside[-1] in ".!?" else FILL
        return f"“{FILL * (len(inside) - 1)}{end}”"

    return _QUOTATION.sub(fill, line)


def _said(line: str, sentence: Range) -> Attribution | None:
    """What a sentence of a masked line attributes, if anything."""
    clause = _CLAUSE.search(line, *sentence)
    if clause is None:
        quoted = line.count(FILL, *sentence)
        return {"source": [], "cue": [], "content": [sentence]} if quoted > 20 else None
    who = next(name for name in ("before", "after", "authority") if clause[name])
    how = next(name for name in ("verb", "inverted", "according") if clause[name])
    content = list(_rest(line, sentence, clause.span()))
    return {"source": [clause.span(who)], "cue": [clause.span(how)], "content": content} if content else None


def _rest(line: str, sentence: Range, clause: Range) -> Iterator[Range]:
    """The pieces of a sentence around a clause that are said: what stands before it if a comma or a mark
    parts them, what stands behind it if nothing does or if it is quoted."""
    before, after = line[sentence[0] : clause[0]], line[clause[1] : sentence[1]]
    said_before = before.rstrip().endswith((",", "”")) and (FILL in before or before.count(" ") > 3)
    if said_before:
        yield sentence[0], sentence[0] + len(before.rstrip())
    lead = _LEADING.match(after)
    start = clause[1] + (lead.end() if lead else 0)
    if sentence[1] - start > 8 and (not said_before or line[start] == "“"):
        yield start, sentence[1]

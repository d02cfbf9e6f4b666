"""Certainty and polarity beside MEANTIME's events (http://www.newsreader-project.eu/results/data/wikinews).

    python -m benchmarks.situation_certainty --meantime FOLDER

MEANTIME says of each event whether it is negated, certain or not, and to come or not. Taken are the verbs
inside the contents of statements, each judged as the predicate of its own clause. Every second document is
for development, whose errors were read; the rules were made on passages of our own and on news reports.
Uncertain is MEANTIME's POSSIBLE and PROBABLE, and Sayso's hedged, reported, conditional and hypothetical; to
come is its FUTURE, and Sayso's future, conditional and hypothetical. The verbs are few, so a difference of
some points means nothing.

Beside it: to say of none that it is so; a keyword anywhere before the event in its content; and for negation
negspacy (NegEx over spaCy), where it can be imported.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from benchmarks.polnear import report
from benchmarks.tables import Cell, table
from benchmarks.voices_meantime import PARTS, detokenized

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.resolve import resolve
from sayso.situate.certainty import weighed
from sayso.situate.certainty.doubts import doubts
from sayso.situate.certainty.predication import Predication
from sayso.situate.conditions import conditions
from sayso.situate.ground import Ground
from sayso.types import Certainty

UNCERTAIN = frozenset({Certainty.HEDGED, Certainty.REPORTED, Certainty.CONDITIONAL, Certainty.HYPOTHETICAL})
TO_COME = frozenset({Certainty.FUTURE, Certainty.CONDITIONAL, Certainty.HYPOTHETICAL})
KEYWORDS = {
    "negated": frozenset(["not", "n't", "no", "never", "none", "nothing", "nobody"]),
    "uncertain": frozenset(
        ["may", "might", "could", "would", "if", "possibly", "probably", "perhaps", "likely"]
    ),
    "to come": frozenset(["will", "would", "shall", "to", "'ll", "going"]),
}
QUESTIONS = tuple(KEYWORDS)


class Judgement(NamedTuple):
    """One event inside a content: what is gold, what Sayso says, what keywords say, by question; its
    words in ``text`` and their characters."""

    gold: dict[str, bool]
    sayso: dict[str, bool]
    keywords: dict[str, bool]
    text: str
    start: int
    end: int


def documents(folder: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    for path in sorted((folder / PARTS).rglob("*.xml")):
        yield path.stem, ElementTree.parse(path).getroot()


def gold_events(root: ElementTree.Element, spans: dict[str, tuple[int, int]]) -> dict[int, dict[str, bool]]:
    """The character at which each annotated event begins → what is said of it."""
    out = {}
    for mention in root.iter("EVENT_MENTION"):
        words = [spans[anchor.get("t_id", "")] for anchor in mention.iter("token_anchor")]
        if words and mention.get("polarity") in ("POS", "NEG"):
            out[words[-1][0]] = {
                "negated": mention.get("polarity") == "NEG",
                "uncertain": mention.get("certainty") in ("POSSIBLE", "PROBABLE"),
                "to come": mention.get("time") == "FUTURE",
            }
    return out


def judgements(root: ElementTree.Element) -> Iterator[Judgement]:
    text, spans = detokenized(root)
    gold = gold_events(root, spans)
    read = report(text)
    parsed = parse(read)
    attributions = attribute(read, parsed)
    ground = Ground(read, parsed, resolve(read, parsed, attributions))
    seen = set()
    for attribution in attributions:
        tokens = ground.trees.inside(attribution.content)
        found = list(doubts(ground.trees, tokens))
        hanging = conditions(ground, attribution)
        for at in tokens:
            start = parsed.tokens[at].start
            if start not in gold or parsed.tokens[at].pos != "VERB" or at in seen:
                continue
            seen.add(at)
            clause = Predication(ground.trees, tokens, at)
            certainty, _ = weighed(clause, attribution, hanging, found, False)
            before = {ground.trees.word(i).lower() for i in tokens if i < at}
            yield Judgement(
                gold[start],
                {
                    "negated": clause.negated(),
                    "uncertain": certainty in UNCERTAIN,
                    "to come": certainty in TO_COME,
                },
                {name: bool(before & words) for name, words in KEYWORDS.items()},
                text,
                start,
                parsed.tokens[at].end,
            )


def negex(found: list[Judgement]) -> list[bool] | None:
    """Whether negspacy takes each event for negated; None where it cannot be imported."""
    if not find_spec("negspacy"):
        return None
    import spacy
    from negspacy.negation import Negex  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    finder = nlp.add_pipe("negex", config={"ent_types": ["EVENT"]})
    out = []
    for one in found:
        with nlp.select_pipes(enable=["sentencizer"]):
            doc = nlp(one.text)
        span = doc.char_span(one.start, one.end, label="EVENT", alignment_mode="expand")
        doc.ents = [span]
        out.append(any(entity._.negex for entity in finder(doc).ents))
    return out


def tallied(found: list[Judgement], said: Callable[[int, str], bool], question: str) -> dict[str, float]:
    """Accuracy and F1 of the answers to one question, in percent."""
    counts = Counter((one.gold[question], said(i, question)) for i, one in enumerate(found))
    right, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    total = sum(counts.values())
    both = 2 * right + missed + wrong
    return {
        "accuracy": 100 * (right + counts[False, False]) / total if total else 0.0,
        "F1": 100 * 2 * right / both if both else 0.0,
    }


def measure(folder: Path) -> dict[str, Any]:
    """For both halves: the number of events, of each kind, and the figures of each way to answer."""
    halves: dict[str, list[Judgement]] = {"development": [], "report": []}
    for number, (_, root) in enumerate(documents(folder)):
        halves["report" if number % 2 else "development"] += judgements(root)
    result: dict[str, Any] = {}
    for half, found in halves.items():
        peer = negex(found)
        ways: dict[str, Callable[[int, str], bool]] = {
            "never": lambda i, question: False,
            "keywords": lambda i, question, found=found: found[i].keywords[question],  # type: ignore[misc]
            "Sayso": lambda i, question, found=found: found[i].sayso[question],  # type: ignore[misc]
        }
        figures = {
            question: {name: tallied(found, way, question) for name, way in ways.items()}
            for question in QUESTIONS
        }
        if peer is not None:
            answers = peer
            figures["negated"]["negspacy"] = tallied(found, lambda i, q, a=answers: a[i], "negated")  # type: ignore[misc]
        result[half] = {
            "events": len(found),
            "so": {question: sum(one.gold[question] for one in found) for question in QUESTIONS},
            "figures": figures,
        }
    return result


def shown(result: dict[str, Any]) -> str:
    out = []
    for half, part in result.items():
        rows: list[list[Cell]] = []
        for question, ways in part["figures"].items():
            for name, values in ways.items():
                rows.append([question, part["so"][question], name, values["accuracy"], values["F1"]])
        title = f"MEANTIME, {half} half: {part['events']} verbs inside statements"
        lines = table([title, "of them so", "by", "accuracy", "F1"], rows)
        out.append(lines)
    return "\n\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--meantime", type=Path, required=True)
    print(shown(measure(parser.parse_args().meantime)))


if __name__ == "__main__":
    main()

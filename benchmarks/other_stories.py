"""Invented stories that the links were not made on: what `sayso add` makes of them, beside a desk's answers.

    python -m benchmarks.other_stories [--label LABEL] [--only STORY] [--held-out]

The stories are in ``tests/link/stories``, each a folder of reports with its answers, ``story.toml``: claims
with their statements (a report's file and a run of words of the content), independent origins and steps; who
disputes what; which claims must not be set against each other; positions; stories. Each is added to a ledger
of its own, as ``sayso add`` does, and asked as `sayso.open` does. Scored are

- statements: how many of those meant are read at all (what is not cannot be joined: that lies with the
  attribution);
- claims: pairs of statements that say the same and are in one claim; pairs that do not, and are kept apart;
- origins: claims whose independent origins are counted as the desk counts them, and those of which each
  origin has the desk's kind and witnesses; steps from outlet to outlet;
- disputes: those expected that are found against the claim meant; those found that the desk does not have,
  for a person to judge; and those that set against each other what must not be;
- positions with actor, stance, day and change of side; stories.

What is wrong is told line by line, but not of stories that are held out (``held_out`` in their answers), on
which nothing is tuned, unless ``--held-out`` asks for it. With ``--label`` the score is kept under that name
in ``results/other-stories.json``, beside the earlier ones.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.tables import RESULTS, Cell, save, table

import sayso
from sayso.ask.desk import Desk
from sayso.intake.adding import add
from sayso.intake.reading import Recipe
from sayso.ledger import writer
from sayso.ledger.base import DisputeRow
from sayso.link.outlets import key
from sayso.types import Position, Provenance, Reading, Statement

STORIES = Path(__file__).parent.parent / "tests/link/stories"
NAMES = tuple(sorted(path.parent.name for path in STORIES.glob("*/story.toml")))

Expected = dict[str, Any]

PARTS = (
    ("statements", "statements read"),
    ("joined", "same claim, joined"),
    ("apart", "other claim, kept apart"),
    ("counts", "origin counts right"),
    ("origins", "origins right in full"),
    ("steps", "steps found"),
    ("disputes", "disputes found"),
    ("positions", "positions right"),
    ("stories", "stories right"),
)


@dataclass
class Score:
    """Of each part, how many are right and how many there are; and what is wrong, a line each."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unexpected: int = 0
    forbidden: int = 0
    held_out: bool = False

    def note(self, part: str, is_right: bool, told: str) -> None:
        self.all[part] += 1
        self.right[part] += is_right
        if not is_right:
            self.wrong.append(f"{part}: {told}")


class Asked:
    """A story in a ledger of its own, with the desk's answers beside it."""

    def __init__(self, name: str, ledger: Path) -> None:
        folder = STORIES / name
        self.answers: Expected = tomllib.loads((folder / "story.toml").read_text("utf-8"))
        files = sorted(path for path in folder.iterdir() if path.suffix != ".toml")
        with writer(ledger) as opened:
            added = list(add(opened, [str(path) for path in files], Recipe(), processes=1))
        self.report_of = {
            path.name: each.added.report for path, each in zip(files, added, strict=True) if each.added
        }
        self.file_of = {report: file for file, report in self.report_of.items()}
        self.desk: Desk = sayso.open(ledger)
        self.readings = {file: self.desk.reading(report) for file, report in self.report_of.items()}
        self.claim_of = {
            statement.id: self.desk.view.claim_of(statement.id)
            for reading in self.readings.values()
            for statement in reading.statements
        }
        """The claim of each statement."""
        self.placed: dict[str, list[Statement]] = {}
        self.may: dict[str, set[str]] = defaultdict(set)
        for claim in self.answers["claim"]:
            self.placed[claim["name"]] = [each for one in claim["statement"] if (each := self.statement(one))]
            for one in claim.get("may", ()):
                if each := self.statement(one):
                    self.may[each.id].add(claim["name"])

    def statement(self, expected: Expected) -> Statement | None:
        return found(self.readings[expected["report"]], expected["content"])

    def main(self, claim: str) -> str | None:
        """The ledger's claim that holds most of an answer's statements."""
        held = Counter(self.claim_of[each.id] for each in self.placed[claim])
        return max(held, key=lambda each: (held[each], each)) if held else None

    def ids(self, claim: str) -> set[str]:
        """The ledger's claims that hold a statement of an answer's."""
        return {self.claim_of[each.id] for each in self.placed[claim]}

    def told(self, statement: str) -> str:
        report = statement.partition(":")[0]
        one = next(each for each in self.desk.reading(report).statements if each.id == statement)
        return f"{self.file_of[report][:2]} “{one.content.text[:70]}”"


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def found(reading: Reading, run: str) -> Statement | None:
    """The shortest statement whose content holds ``run``."""
    holding = [each for each in reading.statements if folded(run) in folded(each.content.text)]
    return min(holding, key=lambda each: len(each.content.text), default=None)


def scored(name: str) -> Score:
    """How one story comes out."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Asked(name, Path(folder) / "story.db")
        with asked.desk:
            return judged(asked)


def judged(asked: Asked) -> Score:
    score = Score(held_out=asked.answers["held_out"])
    for judge in (_statements, _claims, _origins, _disputes, _positions, _stories):
        judge(asked, score)
    return score


def _statements(asked: Asked, score: Score) -> None:
    for claim in asked.answers["claim"]:
        for one in claim["statement"]:
            score.note("statements", asked.statement(one) is not None, f"{one['report']} {one['content']!r}")
    for one in asked.answers["dispute"]:
        if not one.get("may"):
            score.note("statements", asked.statement(one) is not None, f"{one['report']} {one['content']!r}")


def _claims(asked: Asked, score: Score) -> None:
    placed = [(name, each) for name, all in asked.placed.items() for each in all]
    for (here, one), (there, other) in combinations(placed, 2):
        if one.id == other.id or here in asked.may[other.id] or there in asked.may[one.id]:
            continue
        together = asked.claim_of[one.id] == asked.claim_of[other.id]
        told = f"{here}: {asked.told(one.id)} and {there}: {asked.told(other.id)}"
        score.note("joined" if here == there else "apart", together is (here == there), told)
    for claim in asked.answers["claim"]:
        known = {each.id for each in asked.placed[claim["name"]]}
        main = asked.main(claim["name"])
        for statement, held in asked.claim_of.items():
            if held == main and statement not in known and claim["name"] not in asked.may[statement]:
                score.wrong.append(f"(to judge) {claim['name']} also holds {asked.told(statement)}")


def _origins(asked: Asked, score: Score) -> None:
    for claim in asked.answers["claim"]:
        main = asked.main(claim["name"])
        if "independent" not in claim or main is None:
            continue
        given = asked.desk.origins(main)
        got, right = (given.independent, given.at_least), (claim["independent"], claim["at_least"])
        score.note("counts", got == right, f"{claim['name']}: {got}, not {right}: {given.verdict}")
        told = [f"{each.kind.value} {each.words!r} {each.outlets}" for each in given.origins]
        score.note("origins", _alike(claim, given), f"{claim['name']}: {'; '.join(told)}")
        steps = {(plain(step.giver), plain(step.taker), step.how) for step in given.steps}
        for step in claim.get("step", ()):
            wanted = (slug(step["giver"]), slug(step["taker"]), step["how"])
            score.note("steps", wanted in steps, f"{claim['name']}: {wanted} not in {sorted(steps)}")


def _alike(claim: Expected, given: Provenance) -> bool:
    """Whether each origin expected is there, and no other: kind, witnesses, whether it counts, and with how
    many it may be one."""
    left = list(given.origins)
    for expected in claim["origin"]:
        must, may = set(expected["outlets"]), set(expected.get("outlets_may", ()))
        for each in left:
            if (
                each.kind.value in expected["kinds"]
                and {slug(one) for one in must} <= {slug(one) for one in each.outlets}
                and {slug(one) for one in each.outlets} <= {slug(one) for one in must | may}
                and each.counts is expected["counts"]
                and (not expected.get("perhaps") or each.perhaps)
            ):
                left.remove(each)
                break
        else:
            return False
    return not left


def slug(outlet: str) -> str:
    return key(outlet).removeprefix("the-")


def plain(node: str) -> str:
    return node.partition(":")[2].removeprefix("the-") if node.startswith("outlet:") else node


def _disputes(asked: Asked, score: Score) -> None:
    given = list(asked.desk.disputes(limit=500).rows)
    used: set[str] = set()
    for expected in asked.answers["dispute"]:
        one = asked.statement(expected)
        hits = [each for each in given if one and _is(asked, each, one, expected)]
        used |= {each.pair for each in hits}
        if one:  # its denial in its own words is no other dispute
            used |= {
                each.pair for each in given if each.other is None and each.claim == asked.claim_of[one.id]
            }
        if not expected.get("may"):
            score.note(
                "disputes", bool(hits), f"{expected['report']} {expected['content']!r} ({expected['kinds']})"
            )
    for each in given:
        if _is_forbidden(asked, each):
            score.forbidden += 1
            score.wrong.append(f"disputes: must not be: {_shown(asked, each)}")
        elif each.pair not in used:
            score.unexpected += 1
            score.wrong.append(f"(to judge) disputes: {_shown(asked, each)}")


def _is_forbidden(asked: Asked, row: DisputeRow) -> bool:
    """Whether it sets statements against each other of two claims that the desk sees no dispute between."""
    sides = {row.statement.id, row.against.id if row.against else ""}
    for each in asked.answers.get("undisputed", ()):
        one, other = ({statement.id for statement in asked.placed[each[side]]} for side in ("one", "other"))
        if sides & one and sides & other:
            return True
    return False


def _is(asked: Asked, row: DisputeRow, one: Statement, expected: Expected) -> bool:
    if row.kind.value not in expected["kinds"]:
        return False
    against = asked.ids(expected["claim"])
    mine = asked.claim_of[one.id]
    return (row.claim == mine and row.other in against) or (row.other == mine and row.claim in against)


def _shown(asked: Asked, row: DisputeRow) -> str:
    other = (
        asked.told(row.against.id) if row.against else f"words {row.denied.text if row.denied else None!r}"
    )
    return f"{row.kind.value}: {asked.told(row.statement.id)} against {other}: {row.why}"


def _positions(asked: Asked, score: Score) -> None:
    given = asked.desk.positions()
    for expected in asked.answers["position"]:
        ids = {each.id for one in expected["statement"] if (each := asked.statement(one))}
        at = [each for each in given if ids & set(each.statements)]
        told = [f"{p.name} {p.stance.value} {p.since} before {p.before}" for p in at]
        what = f"{expected['actors'][0]} {expected['stances'][0]} {expected['topic']} {expected['since']}"
        score.note("positions", any(_stands(each, expected) for each in at), f"{what}: {told or 'nothing'}")


def _stands(given: Position, expected: Expected) -> bool:
    named = any(
        folded(actor).lower() in folded(given.name).lower() for actor in expected["actors"] if given.name
    )
    before = given.before.value if given.before else None
    return (
        named
        and given.stance.value in expected["stances"]
        and (given.since or "")[:10] == expected["since"]
        and (before in expected["before"] if "before" in expected else True)
    )


def _stories(asked: Asked, score: Score) -> None:
    of = {file: asked.desk.story(report).story.id for file, report in asked.report_of.items()}
    for story in asked.answers["story"]:
        ids = {of[file] for file in story["reports"]}
        others = {id for file, id in of.items() if file not in story["reports"]}
        score.note(
            "stories",
            len(ids) == 1 and not ids & others,
            f"{story['name']}: {[of[f] for f in story['reports']]}",
        )


def rows(scores: dict[str, Score]) -> Iterator[tuple[Cell, ...]]:
    for part, told in PARTS:
        sums = [sum(getattr(score, kind)[part] for score in scores.values()) for kind in ("right", "all")]
        cells = [f"{score.right[part]}/{score.all[part]}" for score in scores.values()]
        yield (told, *cells, f"{sums[0]}/{sums[1]}")
    for attribute, told in (
        ("unexpected", "other disputes (to judge)"),
        ("forbidden", "disputes that must not be"),
    ):
        numbers = [int(getattr(score, attribute)) for score in scores.values()]
        yield (told, *numbers, sum(numbers))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--label", help="keep the score under this name")
    parser.add_argument("--only", action="append", choices=NAMES, help="these stories only")
    parser.add_argument("--held-out", action="store_true", help="tell of those held out what is wrong too")
    chosen = parser.parse_args()
    scores = {name: scored(name) for name in chosen.only or NAMES}
    for name, score in scores.items():
        if chosen.held_out or not score.held_out:
            print(f"\n## {name}\n", *score.wrong, sep="\n")
    print("\n" + table(["part", *scores, "all"], rows(scores)))
    if chosen.label:
        _keep(chosen.label, scores)


def _keep(label: str, scores: dict[str, Score]) -> None:
    file = RESULTS / "other-stories.json"
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    kept[label] = {"head": ["part", *scores, "all"], "rows": [list(row) for row in rows(scores)]}
    shown = "\n\n".join(f"## {name}\n\n{table(each['head'], each['rows'])}" for name, each in kept.items())
    save("other-stories", "Other stories", f"{__doc__.partition('    python')[0].strip()}\n\n{shown}", kept)


if __name__ == "__main__":
    main()

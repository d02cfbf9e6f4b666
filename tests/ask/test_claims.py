"""The worked story (examples/story) in a ledger: what a careful desk would say of it is what is answered."""

import csv
import io
import json
import random
from pathlib import Path

import pytest

import sayso
from sayso import ledger
from sayso.cli import run
from sayso.errors import BadQuestion, NotKept
from sayso.intake.keeping import Keeper
from sayso.intake.reading import Recipe, arrivals
from sayso.ledger.base import ClaimOrder
from sayso.ledger.query import Query

STORY = Path(__file__).resolve().parents[2] / "examples" / "story"


@pytest.fixture(scope="module")
def arrived():
    return list(arrivals([str(STORY)], Recipe(), None, 1))


def kept(path, arrived):
    with ledger.writer(path) as writer:
        keeper = Keeper(writer)
        for one in arrived:
            keeper.keep(one)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory, arrived):
    return kept(tmp_path_factory.mktemp("story") / "story.db", arrived)


@pytest.fixture
def desk(path):
    with sayso.open(path) as opened:
        yield opened


def everything(path):
    """All that linking makes of a ledger, in an order of its own."""
    with sayso.open(path) as desk:
        claims = desk.claims(order=ClaimOrder.NEWEST, limit=10_000).rows
        return (
            sorted(
                (c.id, c.statements, c.outlets, c.independent, c.at_least, c.disputes, c.verdict)
                for c in claims
            ),
            sorted(
                (d.kind, d.statement.id, d.against.id if d.against else "", d.pairs) for d in disputed(desk)
            ),
            sorted(
                desk.positions(), key=lambda position: (position.topic, position.actor, position.since or "")
            ),
            sorted((story.id, story.reports) for story in desk.stories(limit=100).rows),
        )


def disputed(desk):
    return desk.disputes(limit=10_000).rows


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_comes_of_it_in_whatever_order_the_reports_come(path, arrived, tmp_path, seed):
    shuffled = list(arrived)
    random.Random(seed).shuffle(shuffled)
    assert everything(kept(tmp_path / "shuffled.db", shuffled)) == everything(path)


def test_taking_a_report_out_and_in_again_changes_nothing(path, arrived, tmp_path):
    again = kept(tmp_path / "again.db", arrived)
    with ledger.writer(again) as writer:
        keeper = Keeper(writer)
        for one in arrived[::4]:
            keeper.replace(one.what, "another", one.vectors)
    assert everything(again) == everything(path)


def test_the_main_claim_rests_on_two_unnamed_officials_who_may_be_one(desk):
    claim = desk.claims("inspection falsified").rows[0]
    assert (claim.outlets, claim.independent, claim.at_least, claim.anonymous) == (8, 2, 1, 2)
    assert claim.disputes >= 1
    assert "two independent origins, which may be one" in claim.verdict


def test_a_claim_is_found_by_its_id_by_a_statement_and_by_words(desk):
    claim = desk.claims("inspection falsified").rows[0]
    shown = desk.claim("inspection falsified")
    assert shown.claim == claim
    for row in shown.statements:
        assert desk.claim(row.id).claim.id == claim.id
    assert desk.origins(claim.id) == shown.provenance
    assert {row.id for row in shown.statements} >= {s for o in shown.provenance.origins for s in o.statements}


def test_what_no_claim_answers_is_said(desk):
    with pytest.raises(NotKept, match="no claim has these words"):
        desk.origins("zeppelin")
    with pytest.raises(NotKept, match="no such claim"):
        desk.claim("0000000000000000:1")


@pytest.mark.parametrize("order", ClaimOrder)
def test_pages_of_claims_have_each_once(desk, order):
    whole = desk.claims(order=order, limit=10_000).rows
    pages, after = [], None
    while True:
        page = desk.claims(order=order, limit=7, after=after)
        pages += page.rows
        after = page.next
        if after is None:
            break
    assert tuple(pages) == whole
    assert len({row.id for row in whole}) == len(whole)


def test_a_place_that_is_none_is_refused(desk):
    for ask in (desk.claims, desk.disputes, desk.stories):
        with pytest.raises(BadQuestion, match="is no place in this list"):
            ask(after="nowhere")


def test_the_ministry_disputes_the_main_claim(desk):
    shown = desk.claim("inspection falsified")
    sides = {row.statement.id for row in shown.disputes} | {
        row.against.id for row in shown.disputes if row.against
    }
    with_denials = {row.id for row in desk.search("act:deny falsified", limit=100).rows}
    assert sides & with_denials
    for row in shown.disputes:
        assert row.evidence
        assert row.why


def test_every_dispute_points_at_words_of_its_report(desk):
    for row in disputed(desk):
        for passage in row.evidence:
            text = desk.reading(passage.report).report.text
            assert " … ".join(text[start:end] for start, end in passage.spans) == passage.text


def test_the_minister_changed_sides_and_it_is_said_when(desk):
    hers = [p for p in desk.positions("inquiry") if p.name == "Ulla Brekke"]
    assert [(p.stance, p.before) for p in hers] == [("opposes", None), ("supports", "opposes")]
    assert hers[1].since == "2031-10-16"


def test_the_two_events_are_two_stories(desk):
    assert sorted(row.reports for row in desk.stories().rows) == [2, 13]
    shown = desk.story(desk.stories("weir").rows[0].id)
    assert len(shown.reports) == shown.story.reports == 2
    assert shown.voices
    assert shown.claims


def test_a_dispute_is_found_from_either_side(desk):
    found = {(row.claim, row.other) for row in desk.disputes("speaker:Falk", limit=1000).rows}
    assert found
    assert found <= {(row.claim, row.other) for row in disputed(desk)}


def command(capsys, *arguments):
    code = run(list(arguments))
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), err
    return out


@pytest.mark.parametrize("name", ["claims", "disputes", "stories"])
def test_lists_come_in_every_format(path, name, capsys):
    asked = [name, "--ledger", str(path), "--limit", "3"]
    whole = json.loads(command(capsys, *asked, "--format", "json"))
    lines = [json.loads(line) for line in command(capsys, *asked, "--format", "jsonl").splitlines()]
    assert whole["rows"] == lines
    rows = list(csv.DictReader(io.StringIO(command(capsys, *asked, "--format", "csv"))))
    assert len(rows) == len(lines)
    assert command(capsys, *asked).strip()


def test_origins_come_in_every_format(path, capsys):
    asked = ["origins", "inspection falsified", "--ledger", str(path)]
    text = command(capsys, *asked)
    assert "└─ cited by Stell Tribune" in text
    found = json.loads(command(capsys, *asked, "--format", "json"))
    assert found["provenance"]["independent"] == 2
    assert command(capsys, *asked, "--format", "svg").startswith("<svg")
    assert "graphml" in command(capsys, *asked, "--format", "graphml")


def test_positions_come_in_every_format(path, capsys):
    asked = ["positions", "inquiry", "--ledger", str(path)]
    assert "supports, after: opposes" in command(capsys, *asked)
    rows = json.loads(command(capsys, *asked, "--format", "json"))["rows"]
    table = list(csv.DictReader(io.StringIO(command(capsys, *asked, "--format", "csv"))))
    assert [row["stance"] for row in table] == [row["stance"] for row in rows]


@pytest.mark.parametrize("name", ["claims", "disputes", "stories", "positions", "origins"])
def test_what_is_not_there_is_said_with_exit_code_1(path, name, capsys):
    assert run([name, "zeppelin", "--ledger", str(path)]) == 1
    _, err = capsys.readouterr()
    assert len(err.splitlines()) == 1


def test_all_claims_together_have_every_statement_once(desk):
    statements = {row.id for row in desk.search(Query(), limit=10_000).rows}
    claims = desk.view.links.claims(statements)
    assert sorted(s for claim in claims for s in claim.statements) == sorted(statements)


def test_what_a_new_version_no_longer_disputes_is_no_longer_counted(tmp_path, arrived):
    again = kept(tmp_path / "again.db", arrived)
    with sayso.open(again) as desk:
        before = desk.claim("inspection falsified")
    bare = [one for one in arrived if any(s.act in {"deny", "reject", "refuse"} for s in one.what.statements)]
    assert bare
    with ledger.writer(again) as writer:
        keeper = Keeper(writer)
        for one in bare:
            silent = type(one.what)(one.what.report, (), one.what.actors)
            keeper.replace(silent, "another", one.vectors[:0])
    with sayso.open(again) as desk:
        after = desk.claim("inspection falsified")
        assert len(after.disputes) < len(before.disputes)
        assert after.claim.disputes < before.claim.disputes

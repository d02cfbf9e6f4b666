"""Counting right words, sentences, heads and names."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.parsing_scores import Analysis, Tally, facts, gold, gold_names
from training.conllu import documents

TEXT = "Ana Brel left. She won't stay"

CONLLU = """# newdoc id = a
# newpar
# sent_id = a-1
1\tAna\tAna\tPROPN\t_\t_\t3\tnsubj\t_\t_
2\tBrel\tBrel\tPROPN\t_\t_\t1\tflat\t_\t_
3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# sent_id = a-2
1\tShe\tshe\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\twon't\t_\t_\t_\t_\t_\t_\t_\t_
2\two\twill\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod:neg\t_\t_
4\tstay\tstay\tVERB\t_\t_\t0\troot\t_\t_

"""


@pytest.fixture
def truth(tmp_path: Path) -> Analysis:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    [document] = documents(path)
    assert document.text == TEXT
    return gold(document, [(0, 8, "PER")])


def scores(claimed: Analysis, true: Analysis) -> dict[str, float]:
    tally = Tally()
    tally.add(facts(claimed, TEXT), facts(true, TEXT))
    return tally.scores()


def test_the_gold_itself_is_all_right(truth: Analysis) -> None:
    assert set(scores(truth, truth).values()) == {100.0}


def test_a_word_that_is_not_parted_is_wrong_in_every_measure(truth: Analysis) -> None:
    words = [*truth.words[:5], (19, 24), truth.words[7]]
    claimed = Analysis(words, [(0, 4), (4, 7)], ["X"] * 7, None, [2, 0, -1, 2, 6, 6, -1])
    found = scores(claimed, truth)
    assert found["words"] == pytest.approx(200 * 6 / 15)
    assert found["UAS"] == pytest.approx(200 * 6 / 15)
    assert found["sentences"] == 100
    assert found["UPOS"] == 0
    assert "lemmas" not in found


def test_a_head_counts_by_its_characters(truth: Analysis) -> None:
    heads = list(truth.heads or ())
    heads[0] = -1
    assert scores(truth._replace(heads=heads), truth)["UAS"] == pytest.approx(100 * 7 / 8)


def test_names_are_compared_without_article_and_possessive() -> None:
    text = "the Brel Trust's boat"
    claimed = Analysis([], [], names=[(0, 16, "ORG")])
    true = Analysis([], [], names=[(4, 14, "ORG")])
    tally = Tally()
    tally.add(facts(claimed, text), facts(true, text))
    assert tally.scores()["names"] == 100


def test_gold_names_are_found_by_the_sentences_ids(tmp_path: Path) -> None:
    treebank, tags = tmp_path / "a.conllu", tmp_path / "a.iob2"
    treebank.write_text(CONLLU, encoding="utf-8")
    tags.write_text(
        "# sent_id = a-2\n1\tShe\tO\n\n# sent_id = a-1\n1\tAna\tB-PER\n2\tBrel\tI-PER\n3\tleft\tO\n4\t.\tO\n",
        encoding="utf-8",
    )
    assert gold_names(tags, list(documents(treebank))) == {"a": [(0, 8, "PER")]}

"""How voices are measured: GAP's counts, GUM's entities, the baselines; on texts and tables of our own."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks.voices_fit import Example, accuracy, fitted, shares, tabled
from benchmarks.voices_gap import Counts, Passage, counted, figures, passages, read
from benchmarks.voices_gum import gold_mentions
from benchmarks.voices_meantime import detokenized
from benchmarks.voices_meantime import gold_mentions as meantime_mentions
from benchmarks.voices_rules import by_role, nearest
from benchmarks.voices_sources import shares as share_a_word
from training.conllu import documents

TEXT = "Maria Holt met Jane Ashby in Larkhaven. She said that the bridge would open."


def passage(meant: tuple[bool, bool], feminine: bool = True) -> Passage:
    start = TEXT.index("She")
    a, b = TEXT.index("Maria"), TEXT.index("Jane")
    return Passage(TEXT, (start, start + 3), (a, a + 10), (b, b + 10), meant, feminine)


def test_each_name_of_a_passage_counts_once() -> None:
    asked = [passage((True, False)), passage((True, False)), passage((False, False))]
    said = [(True, False), (False, True), (False, False)]
    assert counted(asked, said) == Counts(right=1, wrong=1, missed=1)
    assert counted(asked, said).f1 == pytest.approx(50)


def test_the_bias_is_the_feminine_by_the_masculine() -> None:
    asked = [passage((True, False), feminine=True), passage((True, False), feminine=False)]
    result = figures(asked, [(False, False), (True, False)])
    assert (result["masculine"], result["feminine"], result["bias"]) == (100, 0, 0)


def test_a_passage_is_read_from_its_table(tmp_path: Path) -> None:
    head = [
        "ID",
        "Text",
        "Pronoun",
        "Pronoun-offset",
        "A",
        "A-offset",
        "A-coref",
        "B",
        "B-offset",
        "B-coref",
        "URL",
    ]
    start, a, b = TEXT.index("She"), 0, TEXT.index("Jane")
    row = ["x-1", TEXT, "She", start, "Maria Holt", a, "TRUE", "Jane Ashby", b, "FALSE"]
    path = tmp_path / "gap-x.tsv"
    path.write_text("\n".join("\t".join(map(str, line)) for line in (head, row)) + "\n", encoding="utf-8")
    assert list(passages(path)) == [passage((True, False))]


def test_names_are_known_by_their_place_and_by_their_last_word() -> None:
    found = read(passage((True, False)))
    assert found.pronoun is not None
    names = {TEXT[m.start : m.end]: found.which[m.index] for m in found.coreference.around.mentions}
    assert names["Maria Holt"] == 0
    assert names["Jane Ashby"] == 1
    assert names["Larkhaven"] is None


def test_the_baselines_take_the_nearest_name_and_the_subject() -> None:
    found = read(passage((True, False)))
    around = found.coreference.around
    assert found.pronoun
    near, subject = nearest(around, found.pronoun), by_role(around, found.pronoun)
    assert near
    assert subject
    assert TEXT[near.start : near.end] == "Jane Ashby"
    assert TEXT[subject.start : subject.end] == "Maria Holt"


ROWS = """# newdoc id = ours
# sent_id = ours-1
1\tInes\tInes\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(7-person-new-cf1-1-coref-Ines
2\tCorvo\tCorvo\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=7)
3\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_
4\ther\ther\tPRON\tPRP$\t_\t5\tnmod:poss\t_\tEntity=(9-object-new-cf2-1-coref(7-person-giv-cf1-1-ana)
5\tboat\tboat\tNOUN\tNN\t_\t3\tobj\t_\tEntity=9)

"""


def test_gum_s_entities_are_read_with_their_nesting(tmp_path: Path) -> None:
    path = tmp_path / "ours.conllu"
    path.write_text(ROWS, encoding="utf-8")
    (document,) = documents(path)
    found = [(g.entity, document.text[g.start : g.end], g.name) for g in gold_mentions(document)]
    assert found == [(7, "Ines Corvo", True), (7, "her", False), (9, "her boat", False)]


XML = """<Document><token t_id="1" sentence="0">Holt</token><token t_id="2" sentence="0">,</token>
<token t_id="3" sentence="0">he</token><token t_id="4" sentence="0">said</token>
<token t_id="5" sentence="1">So</token>
<Markables><ENTITY_MENTION m_id="1" head="" syntactic_type="NAM"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2" head="" syntactic_type="PRO"><token_anchor t_id="3"/></ENTITY_MENTION>
<ENTITY m_id="9"/></Markables><Relations><REFERS_TO><source m_id="1"/><source m_id="2"/><target m_id="9"/>
</REFERS_TO></Relations></Document>"""


def test_meantime_s_tokens_become_text_and_its_mentions_entities() -> None:
    root = ElementTree.fromstring(XML)
    text, spans = detokenized(root)
    assert text == "Holt, he said\nSo"
    found = meantime_mentions(root, text, spans)
    assert [(g.entity, text[g.start : g.end], g.name) for g in found] == [(0, "Holt", True), (0, "he", False)]


def test_the_fit_finds_what_tells_right_from_wrong() -> None:
    random = np.random.default_rng(3)
    examples = []
    for _ in range(200):
        right = int(random.integers(3))
        rows = [{"bias": 1.0, "tell": float(number == right)} for number in range(3)]
        examples.append(Example([*rows, {"nobody": 1.0}], [number == right for number in range(4)], 1.0))
    table = tabled(examples)
    weights = fitted(table)
    assert weights[table.names.index("tell")] > 1
    assert accuracy(table, weights) == 1
    assert np.add.reduceat(shares(table, weights), table.starts) == pytest.approx(1)


def test_names_share_a_word_that_is_not_a_small_one() -> None:
    assert share_a_word("Ines Corvo", "Mayor Corvo")
    assert not share_a_word("the Board of Trade", "the Ministry of Labour")

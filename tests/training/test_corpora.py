"""The corpora as samples: tags, links and names of invented files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.corpora import IGNORE, NOTHING

from sayso.models.labels import ENTITY_TAGS, POS, RELATIONS, TAGS
from sayso.parse.tokens import tokenize
from training import corpora

TEXT = "“We waited,” Ines Corvo said, “all night.”\n\nThe ferry never came."
PIECES = """T1\tContent 1 10;31 40\tWe waited all night
T2\tCue 23 27\tsaid
T3\tSource 13 22\tInes Corvo
E1\tAttribution:T2 Content:T1 Cue:T2 Source:T3
"""


def folder(tmp_path: Path, text: str = TEXT, **versions: str) -> Path:
    """A part of PolNeAR with one article, "ferry", and its annotators' versions."""
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "ferry.txt").write_bytes(text.encode())
    for annotator, content in versions.items():
        (tmp_path / "attributions" / f"ferry_{annotator}.ann").write_text(content, encoding="utf-8")
    return tmp_path


def tagged(sample: corpora.Sample) -> list[tuple[str, str]]:
    """The words that are not outside, with their tags."""
    words = [word for paragraph in sample.paragraphs for word in paragraph]
    return [(w, TAGS[tag]) for w, tag in zip(words, sample.tags or [], strict=True) if tag]


def test_an_attribution_in_pieces_has_a_tag_for_each_word_and_a_link_for_each_piece(tmp_path: Path) -> None:
    (sample,) = corpora.polnear(folder(tmp_path, a=PIECES), None)
    assert tagged(sample) == [
        ("We", "B-content"),
        ("waited", "I-content"),
        ("Ines", "B-source"),
        ("Corvo", "I-source"),
        ("said", "B-cue"),
        ("all", "B-content"),
        ("night", "I-content"),
    ]
    words = [word for paragraph in sample.paragraphs for word in paragraph]
    said, ines = words.index("said"), words.index("Ines")
    assert sample.pieces == [(1, 2, said), (words.index("all"), words.index("night"), said)]
    assert sample.cues == [(said, ines)]


def test_without_a_cue_the_content_points_to_its_source(tmp_path: Path) -> None:
    lines = PIECES.replace(" Cue:T2", "")
    (sample,) = corpora.polnear(folder(tmp_path, a=lines), None)
    assert sample.cues == []
    assert {target for *_, target in sample.pieces or []} == {5}


def test_without_source_and_cue_there_is_nothing_to_point_to(tmp_path: Path) -> None:
    lines = PIECES.replace(" Cue:T2 Source:T3", "")
    (sample,) = corpora.polnear(folder(tmp_path, a=lines), None)
    assert {target for *_, target in sample.pieces or []} == {NOTHING}


def test_a_cue_without_a_source_points_to_nothing(tmp_path: Path) -> None:
    (sample,) = corpora.polnear(folder(tmp_path, a=PIECES.replace(" Source:T3", "")), None)
    assert sample.cues == [(7, NOTHING)]


def test_ranges_are_joined_over_quotation_marks_and_lose_the_punctuation_behind() -> None:
    text = "“No,” “never,” he said"
    assert [text[a:b] for a, b in corpora.tidied(text, [(0, 4), (5, 14)])] == ["No,” “never"]
    assert corpora.tidied("a “ b", [(2, 3)]) == []


def test_the_first_versions_are_one_of_each_article(tmp_path: Path) -> None:
    samples = list(corpora.polnear(folder(tmp_path, b="", a=PIECES, c=""), None))
    assert [s.name for s in samples] == ["ferry_a", "ferry_b", "ferry_c"]
    assert [s.name for s in corpora.first_versions(samples)] == ["ferry_a"]


@pytest.mark.parametrize("same", [True, False])
def test_silver_is_taken_where_it_has_the_same_words(tmp_path: Path, same: bool) -> None:
    tokens = [span for line in ((0, 42), (44, len(TEXT))) for span in tokenize(TEXT, *line)]
    entry = {
        "file": "ferry.txt",
        "tokens": tokens if same else tokens[1:],
        "entities": [[5, 7, "person"]],
        "sentences": [0, 13],
    }
    silver = tmp_path / "silver.jsonl"
    silver.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (sample,) = corpora.polnear(folder(tmp_path, a=PIECES), silver)
    if same:
        assert [ENTITY_TAGS[tag] for tag in sample.entities or []][4:8] == ["O", "B-person", "I-person", "O"]
        assert [i for i, start in enumerate(sample.sentences or []) if start] == [0, 13]
    else:
        assert sample.entities is sample.sentences is None


TREEBANK = """# newdoc id = quay
# sent_id = quay-1
1\tOkello\tOkello\tPROPN\t_\t_\t2\tnsubj:pass\t_\t_
2\tsaw\tsee\tVERB\t_\t_\t0\troot\t_\t_
3\tPort\tPort\tPROPN\t_\t_\t4\tcompound\t_\t_
4\tHarrow\tHarrow\tPROPN\t_\t_\t2\tobj\t_\t_
5\tMonday\tMonday\tPROPN\t_\t_\t2\tstrange\t_\t_

# sent_id = quay-2
1\tWho\twho\tPRON\t_\t_\t0\troot\t_\t_

"""
NAMES = """# sent_id = quay-1
1\tOkello\tB-PER\t-\t-
2\tsaw\tO\t-\t-
3\tPort\tB-LOC\t-\t-
4\tHarrow\tI-LOC\t-\t-
5\tMonday\tO\t-\t-
"""


def test_a_treebank_has_heads_relations_and_sentences_over_the_whole_document(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    (sample,) = corpora.universal(path)
    assert sample.heads == [1, -1, 3, 1, 1, -1]
    known = [RELATIONS[r] if r != IGNORE else "?" for r in sample.relations or []]
    assert known == ["nsubj", "root", "compound", "obj", "?", "root"]
    assert [POS[p] for p in sample.pos or []][:2] == ["PROPN", "VERB"]
    assert sample.sentences == [1, 0, 0, 0, 0, 1]
    assert sample.tags is sample.entities is None


def test_gold_names_correct_silver_ones_and_leave_the_kinds_that_they_do_not_mark(tmp_path: Path) -> None:
    (tmp_path / "en_ewt-ud-dev.conllu").write_text(TREEBANK, encoding="utf-8")
    (tmp_path / "en_ewt-ud-dev.iob2").write_text(NAMES, encoding="utf-8")
    names = [[0, 2, "organisation"], [3, 4, "facility"], [4, 5, "date"], [5, 6, "person"]]
    entry = {"file": "quay", "entities": names, "sentences": [0, 5]}
    (tmp_path / "ewt-dev.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (sample,) = corpora.named_ewt(tmp_path, tmp_path)
    known = [ENTITY_TAGS[tag] if tag != IGNORE else "?" for tag in sample.entities or []]
    # Of the second sentence there is no gold, so nothing is learned from it.
    assert known == ["B-person", "O", "B-facility", "I-facility", "B-date", "?"]


def test_a_silver_name_that_gold_denies_is_no_name() -> None:
    silver = [(0, 1, "person"), (1, 3, "date")]
    assert corpora.corrected(["O", "O", "B-ORG"], silver) == [(2, 3, "organisation")]

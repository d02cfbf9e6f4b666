"""What embeddings are learned from: each content and each sentence once, as plain text."""

from __future__ import annotations

from pathlib import Path

from training.contents import contents, sentences

TEXT = "The mill is safe, Ana Brook said, and will open.\nIt rained."


def polnear(folder: Path, annotators: tuple[str, ...] = ("one",)) -> Path:
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "mill.txt").write_text(TEXT, encoding="utf-8", newline="")
    marks = "T1\tContent 0 16;34 47\tThe mill is safe and will open\nE1\tAttribution:T1 Content:T1\n"
    for annotator in annotators:
        (folder / "attributions" / f"mill_{annotator}.ann").write_text(marks, encoding="utf-8")
    return folder


def test_an_interrupted_content_is_joined(tmp_path: Path) -> None:
    assert contents(polnear(tmp_path)) == ["The mill is safe and will open"]


def test_a_content_marked_by_two_is_there_once(tmp_path: Path) -> None:
    assert len(contents(polnear(tmp_path, ("one", "two")))) == 1


def test_sentences_come_from_what_there_is(tmp_path: Path) -> None:
    polnear(tmp_path / "polnear/train")
    (tmp_path / "gum").mkdir()
    (tmp_path / "gum" / "a.conllu").write_text("# text = Bells rang.\n1\tBells\n", encoding="utf-8")
    (tmp_path / "timeml").mkdir()
    (tmp_path / "timeml" / "b.tml").write_text(
        'x<TEXT>\nThe <EVENT eid="1">fire</EVENT> &amp; smoke\nspread. Nobody was hurt.\n</TEXT>y',
        encoding="utf-8",
    )
    (tmp_path / "gap").mkdir()
    (tmp_path / "gap" / "c.tsv").write_text("ID\tText\n1\tIda sang. Otto slept.\n", encoding="utf-8")
    (tmp_path / "conditionals").mkdir()
    (tmp_path / "conditionals" / "d.csv").write_text(
        'ID,sentence\n1,"If so, go."\n1,"If so, go."\n', encoding="utf-8"
    )
    assert sentences(tmp_path) == [
        "The mill is safe, Ana Brook said, and will open.",
        "It rained.",
        "Bells rang.",
        "Ida sang.",
        "Otto slept.",
        "The fire & smoke spread.",
        "Nobody was hurt.",
        "If so, go.",
    ]

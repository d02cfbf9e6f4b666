"""CoNLL-U files as raw text and words."""

from __future__ import annotations

from pathlib import Path

from training.conllu import documents, gum_split

LINES = """# newdoc id = one
# newpar
# newpar_block = head
# sent_id = one-1
1\tHarbour\tharbour\tNOUN\t_\t_\t2\tcompound\t_\t_
2\tnews\tnews\tNOUN\t_\t_\t0\troot\t_\t_

# newpar
# sent_id = one-2
1-2\tdunno\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tdo\tdo\tAUX\t_\t_\t2\taux\t_\t_
2\tnot\tnot\tPART\t_\t_\t0\troot\t_\t_
2.1\tgap\tgap\tVERB\t_\t_\t_\t_\t_\t_
3\t!\t!\tPUNCT\t_\t_\t2\tpunct:x\t_\t_

# sent_id = one-3
1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_

# newdoc id = two
# sent_id = two-1
1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_

"""


def read(tmp_path: Path) -> list:
    path = tmp_path / "x.conllu"
    path.write_text(LINES, encoding="utf-8")
    return list(documents(path))


def test_text_is_put_together_again(tmp_path: Path) -> None:
    one, two = read(tmp_path)
    assert one.text == "Harbour news\n\ndunno! Yes"
    assert [one.text[a:b] for a, b in one.paragraphs] == ["Harbour news", "dunno! Yes"]
    assert (one.name, two.name, two.text) == ("one", "two", "No")


def test_words_have_their_characters_and_heads_over_the_whole_document(tmp_path: Path) -> None:
    one, _ = read(tmp_path)
    assert [one.text[w.start : w.end] for w in one.words] == ["Harbour", "news", "du", "nno", "!", "Yes"]
    assert [w.head for w in one.words] == [1, -1, 3, -1, 3, -1]
    assert one.words[4].relation == "punct"
    assert one.sentences == [(0, 2), (2, 5), (5, 6)]
    assert one.ids == ["one-1", "one-2", "one-3"]


def test_a_split_is_the_files_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "splits.md").write_text("## dev\n\n  * a\n\n## test\n\n  * b\n  * c\n", encoding="utf-8")
    (tmp_path / "b.conllu").write_text("", encoding="utf-8")
    assert [path.name for path in gum_split(tmp_path, "test")] == ["b.conllu"]

from dataclasses import replace

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import DocBin  # noqa: E402

import sayso.spacy  # noqa: E402


@pytest.fixture
def nlp(monkeypatch, reading):
    monkeypatch.setattr(sayso.spacy, "read_report", lambda report: replace(reading, report=report))
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sayso")
    return pipeline


def test_statements_are_spans_of_the_documents_tokens(nlp, reading):
    doc = nlp(reading.report.text)
    first, second, third = doc._.statements
    assert [span.text for span in first.source] == ["the water board"]
    assert [span.text for span in first.content] == [
        "The reservoir is “as good as empty”",
        "citing Dr Tamsin Oyelaran",
    ]
    assert second.parent == first.id
    assert third.source == third.cue == ()
    assert first.voices == reading.statements[0].voices
    assert first.addressee == reading.statements[0].addressee
    assert first.record == reading.statements[0]
    assert first.source[0].doc is doc


def test_a_span_is_widened_to_whole_tokens(nlp, reading):
    doc = nlp.make_doc(reading.report.text)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc.char_span(91, 108))  # ", the water board"
    (source,) = nlp.get_pipe("sayso")(doc)._.statements[0].source
    assert source.text.endswith("the water board")
    assert source.start_char < 93


def test_the_report_read_is_the_documents_text_in_paragraphs(monkeypatch, nlp, reading):
    seen = []
    monkeypatch.setattr(
        sayso.spacy,
        "read_report",
        lambda report: seen.append(report) or replace(reading, report=report, statements=()),
    )
    nlp("One line. \n\n  Another\r\nand a third")
    (report,) = seen
    assert report.text == "One line. \n\n  Another\r\nand a third"
    assert [report.text[block.start : block.end] for block in report.blocks] == [
        "One line.",
        "Another",
        "and a third",
    ]


def test_statements_survive_being_stored(nlp, reading):
    doc = nlp(reading.report.text)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert [str(statement.content) for statement in again._.statements] == [
        str(statement.content) for statement in doc._.statements
    ]


def test_a_document_that_was_not_read_has_none(nlp):
    assert nlp.make_doc("The lake is empty.")._.statements == ()

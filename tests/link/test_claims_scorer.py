"""Whether two statements say the same: what rules it out, and what speaks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims import Mention, keys, mentions, same
from sayso.link.claims.scorer import FEATURES, VETOES, Feature, Veto
from sayso.models.embedding import packaged
from sayso.types import (
    Act,
    Figure,
    FigureKind,
    Mode,
    Polarity,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    TimeKind,
    Voice,
    VoiceRole,
    Words,
)


def mention(content: str, name: str = "r1", **fields: object) -> Mention:
    """The mention of a report's one statement; ``fields`` are the statement's."""
    words = Words(content, (Span(0, len(content)),))
    statement = replace(Statement(f"{name}:1", Mode.INDIRECT, None, 0.9, None, None, words), **fields)  # type: ignore[arg-type]
    reading = Reading(Report(name, content, (), published="2031-05-04"), (statement,))
    return mentions(reading, packaged().embed([content]))[0]


def figure(text: str, value: float, counts: str, content: str) -> Figure:
    at = content.index(text)
    span, counted = Span(at, at + len(text)), content.index(counts)
    words = Words(counts, (Span(counted, counted + len(counts)),))
    return Figure(FigureKind.COUNT, text, (span,), value, value, value, counts=words)


def dated(day: str, text: str, content: str) -> Time:
    at = content.index(text)
    return Time(TimeKind.DATE, text, (Span(at, at + len(text)),), day, day, day)


def test_the_same_words_are_the_same_claim() -> None:
    content = "The Orvel dam was never inspected"
    verdict = same(mention(content), mention(content, "r2"))
    assert verdict.same
    assert verdict.reasons


def test_a_paraphrase_is_the_same_claim() -> None:
    one = mention("The reservoir at Orvel was poisoned with cyanide")
    other = mention("cyanide had poisoned the Orvel reservoir", "r2")
    assert same(one, other).same


def test_a_denial_is_not_the_claim_that_it_denies() -> None:
    content = "the Orvel reservoir had been poisoned with cyanide"
    verdict = same(mention(content), mention(content, "r2", act=Act.DENY))
    assert (verdict.same, verdict.veto) == (False, "polarity")


def test_two_denials_are_one_claim() -> None:
    content = "the Orvel reservoir had been poisoned with cyanide"
    assert same(mention(content, act=Act.DENY), mention(content, "r2", act=Act.DENY)).same


def test_a_negation_and_an_opposite_word_cancel_out() -> None:
    one = mention("the hostage Ilse Marren is alive")
    other = mention("the hostage Ilse Marren is not dead", "r2", polarity=Polarity.NEGATIVE)
    assert same(one, other).veto is None
    assert same(one, mention("the hostage Ilse Marren is dead", "r2")).veto == "polarity"


def test_another_figure_is_another_claim() -> None:
    one, other = "forty miners were trapped at Corrig", "fifty miners were trapped at Corrig"
    first = mention(one, figures=(figure("forty", 40, "miners", one),))
    second = mention(other, "r2", figures=(figure("fifty", 50, "miners", other),))
    assert same(first, second).veto == "figures"
    assert same(first, mention(one, "r2", figures=(figure("forty", 40, "miners", one),))).same


def test_another_day_is_another_claim() -> None:
    content = "the bridge at Tarn collapsed on Monday"
    one = mention(content, times=(dated("2031-05-05", "on Monday", content),))
    other = mention(content, "r2", times=(dated("2031-04-28", "on Monday", content),))
    assert same(one, other).veto == "dates"


@pytest.mark.parametrize(
    ("one", "other", "veto"),
    [
        ("The bridge at Tarn has collapsed", "The bridge at Velm has collapsed", "party"),
        ("the forestry minister took the bribe", "the fisheries minister took the bribe", "word"),
        ("Orlo Bank bought Lirna Trust", "Orlo Bank was bought by Lirna Trust", "roles"),
        ("the harbour master has resigned", "the harbour master should resign", "time"),
        ("the mayor was at the banquet in Tarn", "the mayor was absent from the banquet in Tarn", "polarity"),
        ("the jury found Ilse Marren guilty", "the jury found Ilse Marren not guilty", "polarity"),
        ("some of the wells at Orvel are dry", "all of the wells at Orvel are dry", "scope"),
        ("the Orvel smelter may close", "the Orvel smelter will close", "possible"),
        ("the river Orv flooded quickly", "the river Orv flooded slowly", "word"),
    ],
)
def test_sentences_that_differ_in_one_place(one: str, other: str, veto: str) -> None:
    assert same(mention(f"Reports say that {one}"), mention(f"Reports say that {other}", "r2")).veto == veto


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Orvel smelter was set alight", "arsonists set the smelter at Orvel on fire"),
        ("the harbour master of Tarn has stepped down", "the harbour master of Tarn has resigned"),
        ("the treasurer of Orlo Bank stole the bonds", "the bonds were looted by the treasurer of Orlo Bank"),
        ("the mayor will not attend the banquet in Tarn", "the mayor is going to miss the banquet in Tarn"),
    ],
)
def test_other_words_of_one_meaning(one: str, other: str) -> None:
    assert same(mention(f"Reports say that {one}"), mention(f"Reports say that {other}", "r2")).same


def test_a_bound_far_from_another_is_another_figure() -> None:
    one, other = "nearly 2,000 barns were flooded at Orvel", "nearly 200 barns were flooded at Orvel"
    many, few = figure("2,000", 2000, "barns", one), figure("200", 200, "barns", other)
    first = mention(one, figures=(replace(many, low=None),))
    second = mention(other, "r2", figures=(replace(few, low=None),))
    assert same(first, second).veto == "figures"


def test_we_is_somebody_else_from_another_mouth() -> None:
    def voiced(actor: str) -> tuple[Voice, ...]:
        return (Voice(VoiceRole.ORIGIN, actor, actor, None, None, ()),)

    content = "“We will never sign the treaty of Varn”"
    one = mention(content, voices=voiced("person:a-b"))
    assert same(one, mention(content, "r2", voices=voiced("person:c-d"))).veto == "speaker"
    assert same(one, mention(content, "r2", voices=voiced("person:a-b"))).same


def test_a_fragment_says_nothing_that_could_be_the_same() -> None:
    verdict = same(mention("the deal"), mention("the deal", "r2"))
    assert verdict.veto == "fragment"
    assert keys(mention("the deal")) == ()


@pytest.mark.parametrize("table", [VETOES, FEATURES])
def test_every_line_of_a_table_has_a_name_of_its_own(table: tuple[Veto, ...] | tuple[Feature, ...]) -> None:
    names = [each.name for each in table]
    assert len(names) == len(set(names))


WORDS = """
    the Orvel Tarn dam bridge minister bank not never was will has collapsed resigned poisoned bought 12 by we
"""
sentences = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join)


@given(sentences, sentences)
def test_the_order_of_two_statements_makes_no_difference(one: str, other: str) -> None:
    first, second = mention(one), mention(other, "r2")
    assert same(first, second) == same(second, first)


@given(sentences)
def test_a_statement_shares_keys_with_itself_in_another_report(content: str) -> None:
    assert keys(mention(content)) == keys(mention(content, "r2"))

"""How well an answer answers."""

import pytest

from sayso.ask.query import parse
from sayso.ask.ranking import ranked
from sayso.ledger.base import Row


def row(key: int, text: str) -> Row:
    nothing = (None, None, None, None)
    return Row(
        key,
        f"r:{key}",
        "r",
        *nothing,
        "indirect",
        "say",
        "asserted",
        "positive",
        0.9,
        *nothing[:3],
        text,
        0,
        (),
    )


def order(query: str, *texts: str) -> list[str]:
    return [found.text for found in ranked(parse(query), [row(n, text) for n, text in enumerate(texts)])]


def test_more_of_the_word_in_fewer_words_is_better():
    long = "a toll on the bridge that nobody who lives here ever asked for"
    assert order("toll", long, "a bridge toll", "toll upon toll") == ["toll upon toll", "a bridge toll", long]


def test_the_rarer_of_two_words_weighs_more():
    texts = ("a toll here", "a toll there", "a levy here")
    assert order("toll OR levy", *texts)[0] == "a levy here"


def test_equal_answers_stay_in_their_order():
    assert order("toll", "a toll here", "a toll there") == ["a toll here", "a toll there"]


@pytest.mark.parametrize("query", ["", "act:say", "-toll"])
def test_without_words_to_look_for_nothing_is_ranked(query):
    assert {found.score for found in ranked(parse(query), [row(1, "a toll"), row(2, "a levy")])} == {1.0}


def test_nothing_is_ranked_as_nothing():
    assert ranked(parse("toll"), []) == []

"""Conditions of anonymity, and the reasons for them."""

import pytest

from sayso.resolve.anonymity import kept_back


@pytest.mark.parametrize(
    ("sentence", "condition", "reason"),
    [
        ("The clerk spoke on condition of anonymity.", "spoke on condition of anonymity", None),
        (
            "One of them, who spoke on condition of anonymity because the talks were secret, said no.",
            "who spoke on condition of anonymity",
            "because the talks were secret",
        ),
        (
            "“It sank,” said a pilot, who asked not to be named for fear of losing his post.",
            "who asked not to be named",
            "for fear of losing his post",
        ),
        (
            "She requested anonymity to discuss a private meeting.",
            "requested anonymity",
            "to discuss a private meeting",
        ),
        (
            "The aide was not authorised to speak publicly, and said so.",
            "was not authorised to speak publicly",
            None,
        ),
        ("He insisted on the condition that he not be named.", "on the condition that he not be named", None),
    ],
)
def test_the_words_that_keep_a_name_back(sentence, condition, reason):
    kept = kept_back(sentence, 0, len(sentence))
    assert kept.condition.text == condition
    assert (kept.reason and kept.reason.text) == reason
    for words in filter(None, kept):
        (span,) = words.spans
        assert sentence[span.start : span.end] == words.text


@pytest.mark.parametrize(
    "sentence",
    [
        "The ship was named after a bishop.",
        "She spoke on the condition of the road.",
        "The suspect has been identified by police.",
        "On one condition they agreed: peace.",
    ],
)
def test_other_conditions_and_names_keep_nothing_back(sentence):
    assert kept_back(sentence, 0, len(sentence)) is None


def test_only_the_sentence_is_looked_at():
    text = "A clerk said no. Another spoke on condition of anonymity."
    assert kept_back(text, 0, 16) is None
    assert kept_back(text, 17, len(text)) is not None

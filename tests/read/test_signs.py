"""What is looked for before a slow pattern never hides what the pattern would find."""

from __future__ import annotations

import pytest

from sayso.read import blocks, decode, html


def test_every_character_that_is_cleaned_is_a_sign_of_it() -> None:
    rules = (decode._LINE_ENDS, decode._SPACES, decode._UNSEEN, decode._LONE_SURROGATES)
    for char in map(chr, range(0x11000)):
        assert bool(decode._ODD.search(char)) == any(rule.search(char) for rule in rules), ascii(char)


@pytest.mark.parametrize(
    "line",
    [
        "Ada Quill (left) beside the ferry",
        "The keeper (far right) waves",
        "Image copyright the harbour office",
        "Media caption: the ferry at night",
        "Media playback is not supported here",
        "Hide caption",
        "Show Caption",
        "In this undated photo the ferry sails",
        "This handout picture shows the pier",
        "File photo of the pier",
        "FILE PHOTO of the pier",
        "FILE - the pier in May",
        "Caption: the pier",
        "CAPTION : the pier",
        "Pictured: the pier",
        "The pier in a file picture",
        "The pier is seen in this view",
    ],
)
def test_a_caption_has_a_sign(line: str) -> None:
    assert blocks.CAPTION_MARK.search(line)
    assert blocks._CAPTION_SIGN.search(line)


@pytest.mark.parametrize(
    "line",
    ["©", "ⓒ", "(", "[", "/", "|", ":", "via Quillpix", "Copyright", "Photo", "Image", "Picture", "Video"],
)
def test_a_credit_has_a_sign(line: str) -> None:
    assert blocks._MAYBE_CREDIT.search(line)
    assert blocks._CREDIT_SIGN.search(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            f"{first} to {last}"
            for first in ("Subscribe", "Sign in", "SIGN UP", "Log in", "Login", "Register now")
            for last in ("continue", "keep", "read", "unlock", "access")
        ),
        "Already a subscriber?",
        "ALREADY A MEMBER",
        "To continue reading",
        "to keep reading",
        "This article is only for paying members",
        "The content is available to subscribers",
        "this story is reserved for members",
        "The page is for members",
        "Unlock this article",
        "Read the rest of this story",
        "Subscriber-only",
        "SUBSCRIBER EXCLUSIVE",
    ],
)
def test_a_paywall_has_a_sign(line: str) -> None:
    assert html._PAYWALL.search(line)
    assert any(sign in line.lower() for sign in html._PAYWALL_SIGNS)

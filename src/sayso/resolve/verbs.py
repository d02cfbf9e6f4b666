"""What the verbs of saying and passing on tell of those who stand beside them; lemmas, our own lists."""

from __future__ import annotations

from sayso.words import word_set

TELLING = word_set(
    """
    tell inform speak talk say write confirm give quote cite report publish broadcast interview obtain see
    leak provide share describe appear add declare admit explain reveal disclose announce state brief note
    relay carry release recount acknowledge complain comment view review
    """
)
"""Verbs to which an outlet stands as the one that was told, or that passed it on."""

ADDRESSED = word_set(
    """
    tell inform assure warn remind ask brief notify advise persuade convince promise urge order instruct
    beg implore thank reassure
    """
)
"""Verbs whose object is the one spoken to."""

SPEAKING = word_set(
    "speak say talk write testify complain explain confess report announce turn apologise apologize"
)
"""Verbs with which the one spoken to stands behind "to"."""

PASSING_ON = word_set("cite quote")
"""What an outlet does with somebody whose words it has."""

JUDGING = word_set("confirm contradict corroborate deny dismiss dispute echo match refute reject support")
"""What a speaker does with a report that somebody else published."""

ISSUING = word_set(
    """
    provide issue release send publish give write post circulate distribute share submit file compile
    conduct prepare produce
    """
)
"""What an author does with a document that then speaks for him."""

"""The words of saying and thinking that a second reading of a content looks for, by their lemmas.

Left out on purpose: words that vouch for what they report ("know", "realise"), since no voice is needed
for it, and words that evidence does as often as people ("reveal", "show", "suggest") or that more often
do than say ("call", "find", "mean").
"""

from __future__ import annotations

from sayso.words import word_set

SPEAKING = word_set("""
    acknowledge add admit affirm allege announce argue ask assert assure boast caution claim complain concede
    confess confirm contend counter declare deny disclose emphasise emphasize explain hint imply
    inform insist joke maintain mention note object observe predict proclaim promise pledge protest reiterate
    remark remind repeat reply report respond rule say state stress swear tell testify threaten
    tweet vow warn whisper write
""")
"""Verbs of speech and writing, with what is said in a clause."""

THINKING = word_set("""
    assume believe conclude doubt estimate expect fear feel guess hope imagine reckon suspect think worry
""")
"""Verbs of thought, with what is thought in a clause."""

AIMING = frozenset(["expect", "fear", "hope"])
"""Verbs of thought with an infinitive alone: "he hopes to win"; "believed to be" is somebody else's."""

DIRECTING = word_set("""
    advise ask beg command forbid implore instruct order pledge promise swear tell threaten urge vow
    warn
""")
"""Verbs whose content is an infinitive: what somebody is told to do, or binds himself to do."""

NOUNS = word_set("""
    accusation admission advice allegation announcement argument assertion assessment assumption assurance
    belief claim complaint conclusion confession conviction declaration denial estimate expectation fear hope
    insistence opinion pledge prediction promise report statement suggestion suspicion testimony threat view
    vow warning
""")
"""Nouns of saying and thinking, with a clause ("his claim that …")."""

TELLING = word_set("""
    advise ask assure beg brief caution command implore inform instruct notify order persuade promise remind
    tell urge warn
""")
"""Verbs whose object is the one to whom it is said."""

SAYING_TO = word_set("""
    admit announce apologise apologize boast claim complain confess confirm describe disclose explain hint
    mention recall remark repeat reply report respond reveal say speak swear talk testify whisper write
""")
"""Verbs with "to" or "with" before the one to whom it is said."""

"""Which reports are about one event: a `Gist` of each, `same_story` for two of them, `StoryLinker` for all.

`candidates` finds the pairs worth comparing, `scorer` judges a pair by one table of features, `placing` says
which story a report goes to, `linker` does it report by report, `store` is what has to be kept. How good it
is, and why it is so, is in ``docs/stories.md`` and ``docs/decisions/0026-stories.md``.
"""

from sayso.link.stories.candidates import keys
from sayso.link.stories.gist import Gist, gist
from sayso.link.stories.linker import Placed, StoryLinker
from sayso.link.stories.memory import StoryMemory
from sayso.link.stories.scorer import same_story
from sayso.link.stories.store import StoryStore
from sayso.link.stories.telling import told

__all__ = [
    "Gist",
    "Placed",
    "StoryLinker",
    "StoryMemory",
    "StoryStore",
    "gist",
    "keys",
    "same_story",
    "told",
]

"""Job: how far something is that takes a while; its page leads on to what came of it."""

from __future__ import annotations

from sayso.errors import NotKept
from sayso.serve.jobs import State
from sayso.serve.page import Answer, Asked, Elsewhere


def job(asked: Asked) -> Answer | Elsewhere:
    """The progress of a job. Raises `NotKept` for one that is not remembered."""
    found = asked.jobs.job(asked.path["job"])
    if found is None:
        raise NotKept("no such job")
    if found.state is State.DONE:
        return Elsewhere(found.address)
    return Answer("job.html", {"job": found, "stages": tuple(found.stages)})

"""The ledger's store of links does what the one in memory does."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import ledger
from sayso.link.claims.linker import Linker
from sayso.link.memory import Memory

CONTENTS = [
    "the ferry of Larkhaven will close for two weeks in March",
    "the Larkhaven ferry would close for two weeks in March",
    "the ferry of Larkhaven will not close in March",
    "the ferry of Larkhaven will close for nine weeks in March",
    "seven sailors of the Sula Star were taken to the hospital",
    "seven sailors from the Sula Star are in the hospital",
    "he had nothing to add",
]

reports = st.lists(
    st.tuples(st.lists(st.sampled_from(CONTENTS), min_size=1, max_size=4), st.integers(1, 28)),
    min_size=1,
    max_size=6,
)


def vectors(reading):
    from sayso.models.embedding import packaged

    return packaged().embed([statement.content.text for statement in reading.statements])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=reports, removed=st.integers(0, 5))
def test_the_same_claims_come_of_it_as_in_memory(reports, removed, made, tmp_path_factory):
    readings = {}
    for number, (contents, day) in enumerate(reports):
        said = [(f"Speaker {number} {i}", content) for i, content in enumerate(contents)]
        reading = made(*said, outlet=f"Outlet {number}", published=f"2031-03-{day:02}")
        readings[reading.report.id] = reading
    memory = Linker(Memory())
    with ledger.writer(tmp_path_factory.mktemp("links") / "desk.db") as writer:
        kept = Linker(writer.links)
        for reading in readings.values():
            memory.add(reading, vectors(reading))
            writer.add(reading, model="m", vectors=vectors(reading))
            kept.add(reading, vectors(reading))
        ids = [s.id for reading in readings.values() for s in reading.statements]
        assert _claims(kept, ids) == _claims(memory, ids)
        gone = list(readings)[removed % len(readings)]
        memory.remove(gone)
        kept.remove(gone)
        assert _claims(kept, ids) == _claims(memory, ids)


def _claims(linker, ids):
    return sorted(linker.store.claims(ids), key=lambda claim: claim.id)


def test_vectors_are_given_back_with_the_mentions(writer, made):
    reading = made(("Maren Holt", CONTENTS[0]))
    writer.add(reading, model="m", vectors=vectors(reading))
    Linker(writer.links).add(reading, vectors(reading))
    (mention,) = writer.links.mentions([reading.statements[0].id]).values()
    assert np.frombuffer(mention.vector, "<f2") == pytest.approx(vectors(reading)[0].astype("<f2"))


@pytest.mark.parametrize("turned", [False, True])
def test_texts_of_two_weeks_apart_to_the_minute_share_in_whatever_order_they_come(made, tmp_path, turned):
    days = {"2031-03-01": True, "2031-03-15": True, "2031-02-14": False}
    reports = {day: made(("Holt", f"it is {day}"), outlet=day, published=day) for day in days}
    with ledger.writer(tmp_path / "desk.db") as writer:
        for reading in sorted(reports.values(), key=lambda each: each.report.published, reverse=turned):
            writer.add(reading, model="m")
            writer.links.keep_fingerprints(reading.report.id, [1, 2])
        middle = reports["2031-03-01"].report.id
        found = writer.links.sharing(middle, 14, 2)
    assert found == [reports["2031-03-15"].report.id]

"""The ledger's store of stories does what the one in memory does."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import ledger
from sayso.link.stories import StoryLinker, StoryMemory, gist

SENTENCES = (
    "the ferry Sula Star ran onto a sandbank off Kellmouth with 212 passengers",
    "tugs pulled the Sula Star from its sandbank near Kellmouth",
    "the ferry Queen of Tarn hit a rock off Brixholm",
    "divers from Brixholm looked at the hull of the Queen of Tarn",
    "the duty on tobacco will rise, and that on books will fall",
)

MONTHS = [f"2031-0{month}" for month in (3, 4, 5, 6)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reports=st.lists(
        st.tuples(
            st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True),
            st.none() | st.tuples(st.sampled_from(MONTHS), st.integers(1, 28)),
        ),
        min_size=1,
        max_size=7,
    ),
    removed=st.integers(0, 6),
)
def test_the_same_stories_come_of_it_as_in_memory(reports, removed, made, tmp_path_factory):
    memory, readings = StoryMemory(), {}
    for number, (sentences, day) in enumerate(reports):
        said = [(f"Speaker {number} {i}", sentence) for i, sentence in enumerate(sentences)]
        published = f"{day[0]}-{day[1]:02}" if day else None
        reading = made(*said, outlet=f"Outlet {number}", published=published, title=sentences[0])
        readings[reading.report.id] = reading
    with ledger.writer(tmp_path_factory.mktemp("stories") / "desk.db") as writer:
        here, there = StoryLinker(memory), StoryLinker(writer.story_links)
        for reading in readings.values():
            writer.add(reading, model="m")
            assert there.add(reading) == here.add(reading)
        assert _places(writer.story_links, readings) == _places(memory, readings)
        gone = list(readings)[removed % len(readings)]
        assert there.remove(gone) == here.remove(gone)
        assert _places(writer.story_links, readings) == _places(memory, readings)
        kept = writer.story_links.gists(readings)
        assert kept == {each: gist(readings[each]) for each in readings if each != gone}


def _places(store, reports):
    return {each: place.story for each, place in store.standings(reports).items()}

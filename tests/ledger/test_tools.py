"""A ledger opens in the tools that desks have."""

import asyncio

import pytest

from sayso.ledger import near


@pytest.fixture
def kept(path, writer, made):
    writer.add(made(("Maren Holt", "the ramp was rusty"), ("Tobiah Renn", "it rained")), model="m")
    writer.close()
    return path


def test_sqlite_utils_finds_the_full_text_tables(kept):
    sqlite_utils = pytest.importorskip("sqlite_utils")
    statements = sqlite_utils.Database(str(kept))["statements"]
    assert statements.detect_fts() == "statements_fts"
    assert [row["speaker"].split(" · ")[0] for row in statements.search("rusty")] == ["Maren Holt"]


def test_datasette_searches_and_follows_foreign_keys(kept):
    app = pytest.importorskip("datasette.app")

    async def asked():
        datasette = app.Datasette([str(kept)])
        found = await datasette.client.get("/desk/statements.json?_search=rusty&_shape=objects")
        tables = await datasette.client.get("/desk.json")
        return found.json(), {table["name"]: table for table in tables.json()["tables"]}

    found, tables = asyncio.run(asked())
    assert [row["text"] for row in found["rows"]] == ["the ramp was rusty"]
    assert tables["statements"]["fts_table"] == "statements_fts"
    assert tables["names"]["fts_table"] == "names_fts"
    assert {key["other_table"] for key in tables["voices"]["foreign_keys"]["outgoing"]} == {
        "actors",
        "statements",
    }


def test_a_signature_is_what_it_was_when_ledgers_were_made():
    # Another algorithm would find no copies of what is kept already: then ledgers need a migration.
    found = frozenset(f"one two three four {n}" for n in range(100))
    minima = near.signature(found)
    assert minima is not None
    assert [int(minimum) for minimum in minima[:4]] == [3227826244, 568253265, 861679299, 370775178]
    bands = list(near.bands(minima))
    assert len(bands) == near.BANDS
    assert bands[:2] == [8279758397314156143, -3882998082837653877]
    assert bands[-1] == 4123850334906547937

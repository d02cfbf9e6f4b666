"""How soon the server answers is measured of a server of its own, while somebody writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import web
from sayso import ledger
from sayso.ask.desk import Desk


def test_every_address_is_answered_and_its_bytes_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "EACH", 2)
    monkeypatch.setattr(web, "LOOKED_SECONDS", 0.0)
    path = tmp_path / "made-up.db"
    web.large(path, 70)
    found = web.measured(path, linked=False)
    assert found["statements"] == 70
    with ledger.view(path) as view:
        assert list(found["rows"]) == list(web.addresses(Desk(view), linked=False))
        assert view.counts().reports > 5  # somebody wrote
    for name, row in found["rows"].items():
        assert 0 < row["first byte p50"] <= row["p50"]
        assert row["bytes"] > 0
        if name.startswith("page"):  # there is a stylesheet at least
            assert row["first visit"] > row["bytes"]
    assert "page: home" in web.shown({"large": found}, "some machine")


def test_who_is_not_answered_says_so(tmp_path: Path) -> None:
    path = tmp_path / "made-up.db"
    web.large(path, 14)
    with web.serving(path) as port, pytest.raises(RuntimeError, match="/nothing: 404"):
        web.read(port, {"nothing": "/nothing"}, 0)

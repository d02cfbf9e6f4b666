"""A feed's report and its item are kept together in a ledger, or neither is."""

import pytest

from sayso import ledger
from sayso.intake.adding import Intake
from sayso.ledger.feeds import ItemState
from sayso.read.sources import read_document
from sayso.types import Reading


@pytest.fixture
def writer(tmp_path):
    with ledger.writer(tmp_path / "desk.db") as writer:
        yield writer


def test_a_report_whose_item_cannot_be_kept_is_not_kept_either(writer, make_desk, paper, monkeypatch):
    url = paper.article(0)
    desk = make_desk()
    desk.shelf, desk.crawler.note = writer.feeds, writer.feeds.record
    desk.following(paper.rss(0))

    def keep(document):
        report = read_document(document)
        return Intake(document.name, writer.add(Reading(report, ()), model="m"))

    def failing(item):
        raise ZeroDivisionError

    desk.keep = keep
    with monkeypatch.context() as broken:
        broken.setattr(desk.shelf, "keep_item", failing)
        with pytest.raises(ZeroDivisionError):
            desk.sync()
    assert writer.view.counts().reports == 0
    assert desk.sync().pages.new == 1
    assert writer.view.counts().reports == 1
    assert writer.feeds.items([url])[url].state is ItemState.KEPT

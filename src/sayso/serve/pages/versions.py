"""Versions: two versions of a report side by side."""

from __future__ import annotations

from sayso.errors import NotKept
from sayso.export import heading
from sayso.export.difference import value
from sayso.link.difference import differences
from sayso.serve.aligning import aligned
from sayso.serve.page import Answer, Asked


def versions(asked: Asked) -> Answer:
    """What came, went and changed from one version to another. Raises `NotKept` where they are no versions of
    one report."""
    view = asked.desk.view
    before, after = asked.desk.reading(asked.path["report"]), asked.desk.reading(asked.path["other"])
    if after.report.id not in {kept.id for kept in view.versions(before.report.id)}:
        raise NotKept("no versions of one report")
    changed = differences(before, after)
    return Answer(
        "versions.html",
        {
            "before": before.report,
            "after": after.report,
            "days": (heading.day(before.report), heading.day(after.report)),
            "rows": aligned(before.report, after.report),
            "changed": changed,
            "value": value,
        },
    )

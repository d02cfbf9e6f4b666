"""Versions: two versions of a report side by side."""

from __future__ import annotations

from sayso.errors import NotKept
from sayso.export import heading
from sayso.export.difference import value
from sayso.link.difference import differences
from sayso.serve import links
from sayso.serve.aligning import aligned
from sayso.serve.page import Answer, Asked, Elsewhere


def versions(asked: Asked) -> Answer | Elsewhere:
    """What came, went and changed from one version to another. Raises `NotKept` where they are no versions of
    one report."""
    view = asked.desk.view
    ids = [kept.id for kept in view.versions(asked.path["report"])]
    first, last = asked.path["report"], asked.path["other"]
    if last not in ids:
        raise NotKept("no versions of one report")
    if ids.index(last) < ids.index(first):  # the older one stands on the left
        return Elsewhere(links.against(last, first))
    before, after = asked.desk.reading(first), asked.desk.reading(last)
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

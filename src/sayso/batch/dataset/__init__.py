"""What a batch leaves: Parquet by table and month of publication, and a manifest.

`schemas` says which tables there are, with which columns; `shards` writes what was read, `buckets` what was
found out between reports; `counting` counts all of it, and writes the manifest last. Importing this needs
neither Daft nor Arrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.batch.dataset.counting import SCHEMA, Manifest, Records, Table, manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.batch.engine import Cluster, Task, Work
    from sayso.batch.layout import Layout

__all__ = ["SCHEMA", "Manifest", "Records", "Table", "manifest", "steps"]


def steps(layout: Layout, cluster: Cluster) -> Iterator[tuple[Work, list[Task]]]:
    """Each work with its tasks, to be run whole before the next is asked for; then `counting.counted`."""
    from sayso.batch.dataset.buckets import WriteBuckets, linked
    from sayso.batch.dataset.shards import WriteShards, facts

    yield WriteShards(layout), facts(layout, cluster)
    yield WriteBuckets(layout), linked(layout, cluster)

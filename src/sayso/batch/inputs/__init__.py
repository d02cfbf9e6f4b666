"""From what the user names to shards, and from a shard to its documents.

`files` finds the files and opens them, local ones and, through fsspec, those of ``s3://`` and ``https://``;
`plan` tells what they are and how they are cut; `documents` reads one shard.
"""

from __future__ import annotations

from sayso.batch.inputs.plan import plan
from sayso.batch.inputs.reading import documents
from sayso.batch.inputs.shards import Kind, Plan, Planned, Refusal, Shard

__all__ = ["Kind", "Plan", "Planned", "Refusal", "Shard", "documents", "plan"]

"""Reading and linking more than one machine can hold, on Daft: ``sayso batch``.

`inputs` cuts what is given into shards; `reading` reads a shard; `joins` finds what reports have to do with
each other, as `sayso.intake.linking` does one report at a time, with the same answers; `dataset` is what
comes out. `engine` alone knows Daft's runners; `run` alone knows the order.

Needs ``pip install 'sayso[cluster]'``. Why it is so: docs/decisions/0028-batch.md.
"""

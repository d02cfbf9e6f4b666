"""Tasks and dataframes on Daft: on this machine's cores or on a Ray cluster, by the same code.

`run` gives each task to a worker process and yields results as they come, whoever dies in between.
`parquet`, `lots` and `write` are the ends of a dataframe join. Nobody else knows which runner it is.
"""

from sayso.batch.engine.frames import literal, lots, parquet, write
from sayso.batch.engine.runner import Cluster, Runner, daft, sized, use
from sayso.batch.engine.running import run, run_here
from sayso.batch.engine.tasks import Task, Work

__all__ = [
    "Cluster",
    "Runner",
    "Task",
    "Work",
    "daft",
    "literal",
    "lots",
    "parquet",
    "run",
    "run_here",
    "sized",
    "use",
    "write",
]

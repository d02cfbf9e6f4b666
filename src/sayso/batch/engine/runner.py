"""Daft, quiet and with telemetry off; which of its runners is used."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

QUIET = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_TQDM": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
"""Nothing is sent anywhere, and nothing printed that is not Sayso's."""

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""There is a worker a core; libraries that start threads of their own would fight over it."""

os.environ.update(QUIET)  # before Daft is imported, which reads them then

import daft  # noqa: E402

__all__ = ["Cluster", "Runner", "daft", "use"]

Runner = Literal["local", "ray"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Who does the work: ``workers`` processes, on this machine or on the Ray cluster at ``address``
    (HOST:PORT, or None: the one that this machine belongs to)."""

    workers: int
    runner: Runner = "local"
    address: str | None = None


@cache
def use(runner: Runner, address: str | None) -> Any:
    """Daft, set to this runner. A process has one: Daft refuses another."""
    os.environ.update(ONE_THREAD)  # workers of this machine take over the environment
    if runner == "local":
        daft.set_runner_native()
        return daft
    import ray

    ray.init(
        address=address or "auto",
        log_to_driver=False,
        logging_level=logging.ERROR,
        runtime_env={"env_vars": {**QUIET, **ONE_THREAD}},
    )
    daft.set_runner_ray(address, noop_if_initialized=True)
    return daft

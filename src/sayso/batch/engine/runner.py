"""Daft, quiet and with telemetry off; which of its runners is used."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace
from functools import cache
from socket import create_connection
from typing import Any, Literal

QUIET = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_TQDM": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS": "1",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".",  # Ray prints every death of a worker to stdout
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

PATIENCE = 10.0
"""Seconds that the head of a cluster has to answer."""

os.environ.update(QUIET)  # before Daft is imported, which reads them then

import daft  # noqa: E402

from sayso.errors import BatchError  # noqa: E402

__all__ = ["Cluster", "Runner", "daft", "sized", "use"]

logging.getLogger("daft_local_execution").setLevel(logging.CRITICAL)  # `running` says it

Runner = Literal["local", "ray"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Who does the work: ``workers`` processes, on this machine or on the Ray cluster at ``address``
    (HOST:PORT, or None: the one that this machine belongs to); there 0 are as many as it has processors."""

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

    try:
        if address is not None:  # Ray asks for most of a minute where nobody is
            host, _, port = address.rpartition(":")
            create_connection((host, int(port)), PATIENCE).close()
        ray.init(
            address=address or "auto",
            log_to_driver=False,
            logging_level=logging.CRITICAL,
            runtime_env={"env_vars": {**QUIET, **ONE_THREAD}},
        )
    except (OSError, ValueError, RuntimeError) as fault:
        where = address or "this machine"
        raise BatchError(
            where,
            "no Ray cluster answers there",
            "see `ray status` on its head, and give --address HOST:PORT of that",
        ) from fault
    daft.set_runner_ray(noop_if_initialized=True)
    return daft


def sized(cluster: Cluster) -> Cluster:
    """The same with as many workers as can be had: on Ray no more than it has processors, since Daft waits
    two minutes for the rest."""
    if cluster.runner == "local":
        return replace(cluster, workers=max(1, cluster.workers))
    use(cluster.runner, cluster.address)
    import ray

    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    processors = max(1, int(resources.get("CPU", 1)))
    return replace(cluster, workers=min(cluster.workers or processors, processors))

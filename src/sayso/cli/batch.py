"""``sayso batch``: archives into a data set, on one machine or many."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.add import cores
from sayso.cli.options import Configured, actor_table, actors_option, max_bytes_option, option
from sayso.errors import BadSetting

if TYPE_CHECKING:
    from sayso.batch.dataset import Manifest
    from sayso.batch.engine import Runner


@click.command(cls=Configured)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    envvar="SAYSO_OUT",
    help="The folder of the data set; on a cluster, one that every machine sees.",
)
@option(
    "--runner",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    envvar="SAYSO_RUNNER",
    help="Run on this machine, or on a Ray cluster.",
)
@option(
    "--address",
    metavar="HOST:PORT",
    envvar="SAYSO_ADDRESS",
    help="The cluster's head, for --runner ray.",
)
@option(
    "--workers",
    "-w",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    show_default="one for each core, here or in the cluster",
    envvar="SAYSO_WORKERS",
    help="How many processes work at once.",
)
@max_bytes_option("document")
@actors_option
@option(
    "--format",
    "-f",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    envvar="SAYSO_FORMAT",
    help="What to print at the end: a summary, or the manifest.",
)
def batch(
    inputs: tuple[str, ...],
    *,
    out: Path,
    runner: Runner,
    address: str | None,
    workers: int | None,
    max_bytes: int,
    actors: Path | None,
    format: str,
) -> None:
    """Read archives and link what they say, on all cores or on a cluster.

    INPUT is a file of WARC, JSON Lines or Parquet, a folder or a pattern of such, or an address (https, s3).
    What comes out is a data set of Parquet files, with the answers that `sayso add` gives; `sayso add DIR`
    puts it into a ledger. What was interrupted goes on where it stopped when it is run again.

    \b
    sayso batch news.warc.gz --out news
    sayso batch 's3://bucket/2026/*.warc.gz' --out /shared/news --runner ray --address head:6379

    Needs: pip install 'sayso[cluster]'.

    Exit codes: 0 done, 1 failed, 2 wrong use, 3 some records could not be read, 130 interrupted.
    """
    if address and runner != "ray":
        raise click.UsageError("--address is the head of a cluster: give --runner ray with it")
    try:
        from sayso.batch.run import Cluster, Settings, run
    except ModuleNotFoundError as missing:
        raise BadSetting(
            f"sayso batch: {missing.name} is not installed; install it with: pip install 'sayso[cluster]'"
        ) from missing
    from sayso.cli.phases import Phases

    if actors:
        actor_table(actors)  # what is wrong with it is said before anything is begun
    cluster = Cluster(workers or (0 if runner == "ray" else cores()), runner, address)
    with _silence(), Phases() as phases:
        manifest = run(inputs, out, Settings(max_bytes, actors), cluster, phases.tell)
    if format == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(manifest)))
    else:
        click.echo(summary(manifest, out))
    if manifest.faulty:
        raise click.exceptions.Exit(3)


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing on standard output, which is for results: there Daft's engine says that it was interrupted."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


KINDS = {
    "WrongLanguage": "in another language",
    "NoArticle": "no article",
    "WrongFormat": "broken or of another format",
    "TooLarge": "too large",
    "NotFound": "not found",
    "Unreachable": "unreachable",
    "Stumbled": "where Sayso failed",
}
"""How the kinds of refusals are called."""


def summary(manifest: Manifest, out: Path) -> str:
    """What came in and what became of it, and what is in the data set."""
    records, tables = manifest.records, manifest.tables
    parts = [f"{records.read:,} read", f"{records.repeated:,} of a text that was there before"]
    parts += [f"{number:,} {KINDS.get(kind, kind)}" for kind, number in records.refused.items()]
    parts.append(f"{records.other:,} no pages")
    became = ", ".join(part for part in parts if part[:2] != "0 ")
    lines = [f"{out}: {records.all:,} {'record' if records.all == 1 else 'records'}: {became}"]
    lines.append(", ".join(f"{tables[name].rows:,} {name}" for name in ("statements", "claims", "links")))
    if manifest.unread:
        unread = sum(manifest.unread.values())
        lines.append(f"{unread:,} {'file' if unread == 1 else 'files'} could not be opened")
    if manifest.faulty:
        lines.append("what could not be read, and why, is in the table refusals")
    return "\n".join(lines)

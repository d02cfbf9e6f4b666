"""``sayso schema``: the JSON Schema of what ``sayso read --format json`` prints."""

from __future__ import annotations

import click


@click.command
def schema() -> None:
    """Print the JSON Schema of a reading.

    It describes what `sayso read --format json` prints, and each line of `--format jsonl`.
    """
    from sayso.export import schema as text

    click.echo(text(), nl=False)

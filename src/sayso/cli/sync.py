"""``sayso sync``: what the followed feeds have, once or again and again."""

from __future__ import annotations

import re
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.fetching import fetch_options, stopping
from sayso.cli.options import Configured, ledger_option, option
from sayso.cli.output import one_line
from sayso.cli.progress import Progress
from sayso.errors import BusyLedger

if TYPE_CHECKING:
    from sayso.intake.feeds import Crawler, Event, Mailbox, Manners, Round, Sum, SystemClock
    from sayso.intake.reading import Recipe

BUSY, INTERRUPTED = 4, 130
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    """A number and its unit as seconds."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", value.strip())
    if match is None or not float(match[1]):
        raise click.BadParameter(f"{value!r} is no time; write it like 30s, 5m, 1h or 1d")
    return float(match[1]) * UNITS[match[2]]


@click.command(cls=Configured)
@ledger_option
@option(
    "--every",
    callback=_seconds,
    metavar="TIME",
    envvar="SAYSO_EVERY",
    help="Go round again each TIME (30s, 5m, 1h, 1d) until interrupted.",
)
@option(
    "--actors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    envvar="SAYSO_ACTORS",
    help="Actors of your own, CSV or TOML, over the packaged table (see sayso actors).",
)
@option(
    "--format",
    "-f",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    envvar="SAYSO_FORMAT",
    help="What to print: a summary of each round, or a line for each report.",
)
@fetch_options
def sync(ledger: Path, every: float | None, actors: Path | None, format: str, **manners: Any) -> None:
    """Fetch what is new in the feeds that are followed, and keep it in the ledger.

    Each feed is asked only for what has changed, each page is fetched once, no host more often than every
    two seconds, and none against its robots.txt. What fails for now is tried again in later rounds. See
    sayso feeds for how each feed has been.

    \b
    sayso sync                 one round, as from cron
    sayso sync --every 15m     rounds until interrupted

    Two at once do no harm: the second leaves at once, with a line and exit code 4. An interrupt (Ctrl-C) or
    SIGTERM ends the round when the report in hand is kept; a second one ends it there and then.

    Exit codes: 0 done (with --every: told to end by SIGTERM), 1 no feed could be read or none is followed,
    2 wrong use, 3 some feeds could not be read, 4 another Sayso is writing to the ledger, 130 interrupted.
    """
    from sayso.intake.feeds import Mailbox, Manners
    from sayso.intake.reading import Recipe
    from sayso.read import Options

    mailbox = Mailbox()
    polite = Manners(**manners)
    options = Options(allow_private=polite.allow_private, max_bytes=polite.max_bytes)
    rounds = Rounds(ledger, Recipe(options, actors, ledger), format, mailbox, polite)
    with stopping(mailbox) as told:
        try:
            total = rounds.once()
        except BusyLedger as busy:
            click.echo(one_line(f"sayso: {busy}"), err=True)
            raise click.exceptions.Exit(BUSY) from None
        try:
            while every is not None and rounds.wait(every):
                rounds.again()
        finally:
            rounds.crawler.close()
    if told:
        quietly = every is not None and told[0] == signal.SIGTERM
        raise click.exceptions.Exit(0 if quietly else INTERRUPTED)
    if total.failed:
        raise click.exceptions.Exit(1 if total.failed == total.feeds else 3)


@dataclass
class Rounds:
    """Round after round over one ledger, which is let go of in between."""

    ledger: Path
    recipe: Recipe
    format: str
    mailbox: Mailbox
    manners: Manners
    clock: SystemClock = field(init=False)
    crawler: Crawler = field(init=False)

    def __post_init__(self) -> None:
        from sayso.intake.feeds import Crawler, SystemClock

        self.clock = SystemClock()
        self.crawler = Crawler(self.manners, self.mailbox, lambda fetch: None, self.clock)
        self._begun = self.clock.seconds()

    def once(self) -> Sum:
        """One round. Raises `sayso.errors.LedgerError`: among others where another Sayso is writing."""
        from sayso.intake.feeds import Round
        from sayso.intake.keeping import Keeper
        from sayso.intake.reading import arrived
        from sayso.ledger import writer

        self._begun = self.clock.seconds()
        with writer(self.ledger, create=False) as opened:
            self.crawler.note = opened.feeds.record
            if not opened.feeds.feeds():
                problem = "no feed is followed; name one with sayso follow FEED"
                click.echo(one_line(f"sayso: {self.ledger}: {problem}"), err=True)
                raise click.exceptions.Exit(1)
            keeper = Keeper(opened)
            going = Round(
                opened.feeds,
                lambda document: keeper.keep(arrived(document, self.recipe, opened.view)),
                self.crawler,
                self.clock,
                self.manners.max_bytes,
            )
            try:
                self._watch(going)
            finally:
                if self.format == "text":
                    click.echo(one_line(f"{self.ledger}: {summary(going.sum)}"))
                    sys.stdout.flush()
        return going.sum

    def _watch(self, going: Round) -> None:
        """Go round, and tell of it."""
        with Progress(1) as progress:
            for event in going.events():
                with progress.hidden():
                    _tell(event, self.format)
                pages = going.sum.pages
                progress.count(pages.all - pages.refused, pages.refused)

    def again(self) -> None:
        """One more round; where another Sayso is writing, it is left out."""
        try:
            self.once()
        except BusyLedger as busy:
            click.echo(one_line(f"sayso: {busy.path}: {busy.problem}; this round is left out"), err=True)

    def wait(self, every: float) -> bool:
        """Wait until the last round began ``every`` seconds ago; False when told to stop."""
        while not self.mailbox.stopped:
            left = self._begun + every - self.clock.seconds()
            if left <= 0:
                return True
            self.clock.wait(self.mailbox, left, expecting=False)
        return False


def summary(total: Sum) -> str:
    """What a round came to, in one line."""
    pages = total.pages
    feeds = f"{total.feeds:,} {'feed' if total.feeds == 1 else 'feeds'}"
    failed = f" ({total.failed:,} failed)" if total.failed else ""
    parts = [
        (pages.new, "new"),
        (pages.versions, "new version" if pages.versions == 1 else "new versions"),
        (pages.elsewhere, "known, seen elsewhere"),
        (pages.known, "known already"),
        (pages.refused, "refused"),
        (total.later, "left for later"),
    ]
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return f"{feeds}{failed}: {told or 'nothing new'}"


def _tell(event: Event, format: str) -> None:
    intake = event.intake
    refused = event.problem or (intake.refused if intake else None)
    if refused is not None and not event.put_off:
        again = "" if intake else " (tried again later)"
        click.echo(one_line(f"sayso: {refused}{again}"), err=True)
    if format == "jsonl":
        import msgspec

        outcome = "later" if intake is None else intake.added.outcome if intake.added else "refused"
        line = {
            "source": event.url,
            "feed": event.feed,
            "outcome": outcome,
            "report": intake.added.report if intake and intake.added else None,
            "problem": refused.problem if refused else None,
        }
        click.echo(msgspec.json.encode(line))
        sys.stdout.flush()

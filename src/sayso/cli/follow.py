"""``sayso follow``: which feeds to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.fetching import fetch_options, stopping
from sayso.cli.options import Configured, ledger_option
from sayso.cli.output import one_line

if TYPE_CHECKING:
    from sayso.intake.feeds import Followed

INTERRUPTED = 130


@click.command(cls=Configured)
@click.argument("urls", metavar="FEED...", nargs=-1, required=True)
@ledger_option
@click.option("--stop", is_flag=True, help="Follow these feeds no longer. What came of them is kept.")
@fetch_options
def follow(urls: tuple[str, ...], ledger: Path, stop: bool, **manners: Any) -> None:
    """Follow feeds: what they name is fetched by `sayso sync` and kept in a ledger.

    FEED is the address of an RSS or Atom feed, of a news sitemap, or of an index of sitemaps. Each is fetched
    once to see that it is one; a page that is none is refused, and the feeds that it links are named.

    \b
    sayso follow https://courier.example/feed.xml https://post.example/news-sitemap.xml
    sayso follow --stop https://courier.example/feed.xml

    Exit codes: 0 done, 1 none of them can be followed, 2 wrong use, 3 some cannot be followed,
    130 interrupted.
    """
    done = _stop(urls, ledger) if stop else _follow(urls, ledger, manners)
    if done < len(set(urls)):
        raise click.exceptions.Exit(3 if done else 1)


def _follow(urls: tuple[str, ...], ledger: Path, manners: dict[str, Any]) -> int:
    from sayso.errors import Refused
    from sayso.intake.feeds import Crawler, Mailbox, Manners, SystemClock, follow
    from sayso.ledger import writer

    mailbox, clock, done = Mailbox(), SystemClock(), 0
    with writer(ledger) as opened, stopping(mailbox) as told:
        crawler = Crawler(Manners(**manners), mailbox, opened.feeds.record, clock)
        try:
            for answer in follow(opened.feeds, urls, crawler, clock, crawler.manners.max_bytes):
                if isinstance(answer, Refused):
                    click.echo(one_line(f"sayso: {answer}"), err=True)
                else:
                    done += 1
                    click.echo(one_line(_line(answer)))
        finally:
            crawler.close()
    if told:
        raise click.exceptions.Exit(INTERRUPTED)
    return done


def _line(followed: Followed) -> str:
    """What is followed now, for a person."""
    feed = followed.feed
    told = [f"{feed.title or 'a feed without a title'} ({feed.kind})"]
    if followed.already:
        told.append("is followed already")
    elif feed.kind != "sitemap index":
        told.append(f"{followed.items} {'item' if followed.items == 1 else 'items'}")
    if feed.moved:
        told.append(f"has moved to {feed.moved}")
    if followed.unusable:
        told.append(f"{followed.unusable} more are no news or have no address")
    return f"{feed.url}: " + ", ".join(told)


def _stop(urls: tuple[str, ...], ledger: Path) -> int:
    from sayso.ledger import writer

    done = 0
    with writer(ledger, create=False) as opened:
        for url in dict.fromkeys(urls):
            if opened.feeds.drop_feed(url):
                done += 1
                click.echo(one_line(f"{url}: is followed no longer"))
            else:
                problem = "is not followed; see the addresses that are with sayso feeds"
                click.echo(one_line(f"sayso: {url}: {problem}"), err=True)
    return done

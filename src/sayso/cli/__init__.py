"""The command line: one file per command, and the exit codes.

Results go to standard output, everything else to standard error. What exit codes mean:

| code | meaning |
|---|---|
| 0 | done |
| 1 | failed: nothing could be read |
| 2 | wrong use: an option, an argument or a setting |
| 3 | done in part: some sources were refused |
| 130 | interrupted |

This package imports Click and nothing heavier, so that ``--help`` and ``--version`` come at once.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

import click

from sayso import __version__
from sayso.cli.actors import actors
from sayso.cli.add import add
from sayso.cli.batch import batch
from sayso.cli.claims import claims
from sayso.cli.diff import diff
from sayso.cli.disputes import disputes
from sayso.cli.export import export
from sayso.cli.feeds import feeds
from sayso.cli.follow import follow
from sayso.cli.import_ import import_
from sayso.cli.origins import origins
from sayso.cli.positions import positions
from sayso.cli.read import read
from sayso.cli.reread import reread
from sayso.cli.schema import schema
from sayso.cli.search import search
from sayso.cli.serve import serve
from sayso.cli.show import show
from sayso.cli.stats import stats
from sayso.cli.stories import stories
from sayso.cli.sync import sync
from sayso.cli.timeline import timeline
from sayso.cli.voices import voices
from sayso.cli.who import who
from sayso.errors import BadQuestion, BadSetting, SaysoError

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="sayso %(version)s")
def cli() -> None:
    """Read news reports and say who said what, in which words.

    \b
    sayso read report.html                   show what is said, and on whose say-so
    sayso read *.html --format csv           a table, one row for each statement
    sayso read https://example.org/report    fetch a page and read it

    Everything is read on this machine, and nothing is sent anywhere.
    """


cli.add_command(read)
cli.add_command(add)
cli.add_command(batch)
cli.add_command(diff)
cli.add_command(export)
cli.add_command(import_)
cli.add_command(reread)
cli.add_command(feeds)
cli.add_command(follow)
cli.add_command(sync)
cli.add_command(search)
cli.add_command(show)
cli.add_command(stats)
cli.add_command(timeline)
cli.add_command(voices)
cli.add_command(who)
cli.add_command(claims)
cli.add_command(origins)
cli.add_command(disputes)
cli.add_command(positions)
cli.add_command(stories)
cli.add_command(serve)
cli.add_command(schema)
cli.add_command(actors)


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    code = run(sys.argv[1:])
    if code == INTERRUPTED:  # one is enough: another while Python shuts down would end in a trace
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if "daft" in sys.modules:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """End at once, with what was written flushed. Where a thread of Daft's (0.7.26) is on its way back into
    Python while that shuts down, as after an interrupt or a failure, the process would end by SIGABRT or
    SIGSEGV instead of its exit code: PyO3 cannot let go of such threads, and Daft cannot end them."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line; return its exit code."""
    # Not `cli.main`, which has exit codes of its own for a closed pipe and an interrupt.
    try:
        with cli.make_context("sayso", arguments) as context:
            cli.invoke(context)
        sys.stdout.flush()
        return 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except SaysoError as problem:
        click.echo(f"sayso: {problem}", err=True)
        return WRONG_USE if isinstance(problem, BadSetting | BadQuestion) else FAILED
    except KeyboardInterrupt:
        click.echo("\nsayso: interrupted", err=True)  # the terminal has written ^C
        return INTERRUPTED
    except OSError as problem:
        # Python flushes standard output once more at exit and would complain again, so that is pointed
        # at nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(problem, BrokenPipeError):  # whoever reads our output has seen enough (`| head`)
            return 0
        click.echo(f"sayso: cannot write: {problem.strerror or problem}", err=True)
        return FAILED

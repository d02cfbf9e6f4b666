"""What forms ask for. Each is done, or begun, and the browser is sent to where that shows."""

from __future__ import annotations

import re
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import BadQuestion
from sayso.serve.forms import Form
from sayso.serve.jobs import Jobs
from sayso.serve.work import Task

MOST_CHARACTERS = 100_000
"""Of a pasted text: some twenty times a long report."""
MOST_BYTES = 12 * MOST_CHARACTERS
"""Of the form: a character is up to four bytes, each of them written as three."""
MOST_ADDRESS = 2_000
LONG = 300
"""Characters of any other field."""
THEME_SECONDS = 365 * 24 * 3600


def add(request: Request, form: Form, jobs: Jobs) -> Response:
    """Have a text or an address read. Raises `BadQuestion`."""
    text, url = form.get("text", "").strip(), form.get("url", "").strip()
    if not text and not url:
        raise BadQuestion("there is nothing to read; paste a text, or give a web address")
    if len(text) > MOST_CHARACTERS:
        raise BadQuestion(f"the text is longer than {MOST_CHARACTERS:,} characters; paste one report")
    if url and not (re.match(r"https?://[^/\s]+", url) and len(url) <= MOST_ADDRESS):
        raise BadQuestion(f"{url[:60]!r} is not a web address; write it with http:// or https://")
    outlet, title = (form.get(name, "").strip()[:LONG] or None for name in ("outlet", "title"))
    task = Task("read", text or None, url or None, outlet, _moment(form.get("published", "").strip()), title)
    return _begun(task, jobs)


def run_feeds(request: Request, form: Form, jobs: Jobs) -> Response:
    """Ask the feeds now, unless that is being done."""
    going = jobs.running("feeds")
    if going:
        return RedirectResponse(f"/job/{going.id}", status_code=303)
    return _begun(Task("feeds"), jobs)


def choose_theme(request: Request, form: Form, jobs: Jobs) -> Response:
    """Light or dark from now on, or (with "system") as the reader's machine has it."""
    theme, back = form.get("theme"), form.get("back", "/")
    if not re.match(r"/(?![/\\])", back):  # another site, to a browser
        back = "/"
    answer = RedirectResponse(back, status_code=303)
    if theme in ("light", "dark"):
        answer.set_cookie("theme", theme, max_age=THEME_SECONDS, httponly=True, samesite="lax")
    else:
        answer.delete_cookie("theme", httponly=True, samesite="lax")
    return answer


def _begun(task: Task, jobs: Jobs) -> Response:
    job = jobs.put(task)
    if job is None:
        raise BadQuestion("too much is waiting to be read; try again in a minute")
    return RedirectResponse(f"/job/{job.id}", status_code=303)


def _moment(value: str) -> str | None:
    if not value:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise BadQuestion(f"{value[:40]!r} is no day or time; write it like 2031-03-04") from None
    return value

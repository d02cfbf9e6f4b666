"""Pasting, fetching and watching, without a browser; the reading itself is another process's."""

from __future__ import annotations

import time

import pytest

from sayso import ledger
from sayso.errors import BusyLedger, Refused
from sayso.serve import work
from sayso.serve.actions import MOST_BYTES, MOST_CHARACTERS
from sayso.serve.jobs import SECONDS, WAITING, Jobs, State
from sayso.serve.site import Site
from sayso.serve.work import Task

OURS = {"Origin": "http://localhost:8642"}
TEXT = "The ferry will sail on Monday, Maren Holt said.\n\nA port official denied that <b>it</b> would."


def ended(client, address: str):
    """The answer of a job's page once it is no more in progress."""
    for _ in range(300):
        answer = client.get(address)
        if answer.status_code != 200 or "<progress" not in answer.text:
            return answer
        time.sleep(0.2)
    raise AssertionError("the job did not end")


def test_a_pasted_text_is_read_and_has_a_page(client):
    begun = client.post(
        "/add", data={"text": TEXT, "published": "2031-05-04", "outlet": "Pier News"}, headers=OURS
    )
    assert begun.status_code == 303
    answer = ended(client, begun.headers["location"])
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert "Pier News" in page.text
    assert "&lt;b&gt;it&lt;/b&gt;" in page.text
    assert "Maren Holt" in page.text
    with_script = client.get(begun.headers["location"], headers={"HX-Request": "true"})
    assert with_script.headers["hx-redirect"] == answer.headers["location"]


def test_what_is_no_report_is_refused_in_words(client):
    begun = client.post("/add", data={"text": "12 34 56"}, headers=OURS)
    answer = ended(client, begun.headers["location"])
    assert answer.status_code == 200
    assert "no word in it" in answer.text


@pytest.mark.parametrize(
    "form",
    [
        {"text": "  "},
        {"url": "file:///etc/passwd"},
        {"url": "/etc/passwd"},
        {"url": "https://"},
        {"url": f"https://a.example/{'a' * 3000}"},
        {"text": "a" * (MOST_CHARACTERS + 1)},
        {"text": TEXT, "published": "soon"},
    ],
)
def test_what_cannot_be_read_is_not_begun(client, form):
    assert client.post("/add", data=form, headers=OURS).status_code == 400


def test_no_more_is_taken_than_a_form_may_send(client):
    assert client.post("/add", data={"text": "a" * MOST_BYTES}, headers=OURS).status_code == 413


def test_only_forms_are_taken(client):
    assert client.post("/add", json={"text": TEXT}, headers=OURS).status_code == 415


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://10.0.0.1/"]
)
def test_no_address_of_this_network_is_fetched(file, url):
    with pytest.raises(Refused, match=r"private|public"):
        work.read(Site(file), Task("read", url=url), lambda sentence: None)


def test_a_ledger_that_another_writes_to_is_waited_for(file, monkeypatch):
    monkeypatch.setattr(work, "PATIENCE_SECONDS", 0.6)
    told: list[str] = []
    with ledger.writer(file), pytest.raises(BusyLedger):
        work.read(Site(file), Task("read", TEXT), told.append)
    assert any("another program" in sentence for sentence in told)


def test_what_takes_too_long_is_given_up(file, monkeypatch):
    monkeypatch.setitem(SECONDS, "read", 0.05)
    jobs = Jobs(Site(file))
    job = jobs.put(Task("read", TEXT))
    until = time.monotonic() + 20
    while not job.ended and time.monotonic() < until:
        time.sleep(0.05)
    assert job.state is State.FAILED
    assert "given up" in job.problem
    jobs.close()


def test_too_much_at_once_is_turned_away(file, monkeypatch):
    monkeypatch.setattr(Jobs, "_work", lambda self: None)
    jobs = Jobs(Site(file))
    begun = [jobs.put(Task("read", TEXT)) for _ in range(WAITING + 1)]
    assert all(begun[:-1])
    assert begun[-1] is None


def test_the_next_text_is_read_by_the_same_process(file):
    jobs = Jobs(Site(file))
    jobs.prepare()
    processes = set()
    for number in (1, 2):
        job = jobs.put(Task("read", f"{TEXT} She said so {number} times."))
        until = time.monotonic() + 60
        while not job.ended and time.monotonic() < until:
            time.sleep(0.05)
        assert job.state is State.DONE, job.problem
        processes.add(jobs._worker.process.pid)
    assert len(processes) == 1
    worker = jobs._worker.process
    jobs.close()
    assert not worker.is_alive()


def test_a_process_that_died_is_another_one_the_next_time(file):
    jobs = Jobs(Site(file))
    jobs.prepare()
    until = time.monotonic() + 60
    while jobs._worker is None and time.monotonic() < until:
        time.sleep(0.05)
    jobs._worker.process.kill()
    jobs._worker.process.join(10)
    job = jobs.put(Task("read", TEXT))
    while not job.ended and time.monotonic() < until:
        time.sleep(0.05)
    assert job.state is State.DONE, job.problem
    jobs.close()


def test_what_was_added_counts_at_once(client):
    before = client.get("/").text
    begun = client.post("/add", data={"text": TEXT, "outlet": "Pier News"}, headers=OURS)
    ended(client, begun.headers["location"])
    after = client.get("/").text
    assert "<b>2</b> reports" in before
    assert "<b>3</b> reports" in after

"""The API: the questions as JSON, by page, with ETags, and errors that say what to do."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from sayso import ledger
from sayso.intake.linking import Linking
from sayso.ledger.base import ClaimOrder
from sayso.ledger.feeds import Feed, FeedKind
from sayso.serve.api.questions import QUESTIONS
from sayso.serve.security import HEADERS
from sayso.serve.site import Site
from sayso.types import Act


@pytest.fixture
def linked(tmp_path, toll, reading, served):
    """A ledger in which there is something of everything."""
    path = tmp_path / "linked.db"
    false = "the June inspection of the old bridge was falsified"
    inquiry = ("Holt", "supports", "an independent inquiry into the bridge", Act.SUPPORT)
    with ledger.writer(path) as writer:
        linking = Linking(writer)
        for one in (
            toll,
            reading(("a harbour official", "said", false, Act.SAY), published="2031-05-03T08:00:00+00:00"),
            reading(("an inspector", "told", f"the Herald that {false}", Act.SAY), outlet="Tide Herald"),
            reading(("Holt", "denied", f"that {false}", Act.DENY), inquiry, outlet="Pier News"),
        ):
            with writer.transaction():
                writer.add(one, model="none")
                linking.add(one, None)
        writer.refuse("https://quay-post.example/gone", "NotFound", "no such page", "check the address")
        writer.feeds.keep_feed(
            Feed("https://quay-post.example/feed.xml", "Quay Post", FeedKind.RSS, "2031-05-01T00:00:00+00:00")
        )
    with served(Site(path)) as made:
        yield made


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").json()


@pytest.fixture
def fits(document):
    """Whether an answer is as the document describes it: every field, and no other."""

    def check(name, answer):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema).validate(answer)
        properties = document["components"]["schemas"][name]["properties"]
        assert set(answer) == set(properties)
        for field, rows in answer.items():
            items = properties[field].get("items", {}) if isinstance(rows, list) else {}
            if "$ref" in items:
                shape = document["components"]["schemas"][items["$ref"].rpartition("/")[2]]
                assert all(set(row) == set(shape["properties"]) for row in rows if isinstance(row, dict))

    return check


def address(question, known):
    """Where a question is asked of the ledger made by hand."""
    if "{id}" not in question.path:
        return f"/api{question.path}" + ("?name=Holt" if question.name == "who" else "")
    report = question.name in ("report", "story")
    return f"/api{question.path}".replace("{id}", known["toll"] + ("" if report else ":1"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_question_is_answered_in_the_shape_that_is_described(question, linked, known, fits):
    answer = linked.get(address(question, known))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    fits(question.returns, answer.json())
    assert answer.json().get("rows", True)


def test_every_address_is_in_the_document(document):
    assert list(document["paths"]) == [*(f"/api{question.path}" for question in QUESTIONS), "/api/live"]
    names = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(set(names)) == len(names)


def test_a_search_is_the_one_of_the_command_line(client):
    found = client.get("/api/search", params={"query": "toll speaker:Holt"}).json()
    assert found["query"] == "toll speaker:Holt"
    assert [row["text"] for row in found["rows"]] == [
        "that any toll was planned",
        "the bridge toll will rise in June",
    ]
    first = found["rows"][0]
    assert [first["text"][start:end] for start, end in first["marks"]] == ["toll"]
    assert [voice["name"] for voice in first["voices"]] == ["Quay Post", "Maren Holt"]


def test_pages_lead_through_all_rows_without_one_twice(client):
    whole = [row["id"] for row in client.get("/api/search").json()["rows"]]
    seen, after = [], {}
    while after is not None:
        page = client.get("/api/search", params={"limit": 1, **after}).json()
        seen += [row["id"] for row in page["rows"]]
        after = {"after": page["next"]} if page["next"] else None
    assert seen == whole
    assert len(whole) == 4


def test_a_timeline_goes_the_other_way(client):
    newest = [row["id"] for row in client.get("/api/search").json()["rows"]]
    assert [row["id"] for row in client.get("/api/timeline").json()["rows"]] == newest[::-1]


def test_a_report_is_its_whole_reading(client, toll, known):
    answer = client.get(f"/api/reports/{known['toll']}").json()
    assert answer["report"]["text"] == toll.report.text
    assert [one["content"]["text"] for one in answer["statements"]] == [
        one.content.text for one in toll.statements
    ]


def test_what_is_as_it_was_is_not_sent_again(client, file, denial):
    first = client.get("/api/search?query=toll")
    again = client.get("/api/search?query=toll", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/api/search?query=bridge", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    report = replace(denial.report, id="00000000000000ff", url="https://quay-post.example/2")
    with ledger.writer(file) as opened:
        opened.add(replace(denial, report=report, statements=()), model="none")
    changed = client.get("/api/search?query=toll", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


def test_what_takes_a_walk_through_the_whole_ledger_is_remembered_for_a_moment(client, file, denial):
    known = {path: client.get(path) for path in ("/api/outlets", "/api/stats")}
    report = replace(denial.report, id="00000000000000ff", url="https://quay-post.example/2")
    with ledger.writer(file) as opened:
        opened.add(replace(denial, report=report, statements=()), model="none")
    for path, first in known.items():
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304  # it is the same answer indeed


def test_days_are_those_between_two(client):
    def days(asked):
        return [row["day"] for row in client.get(f"/api/stats{asked}").json()["rows"]]

    assert days("") == ["2031-05-03", "2031-05-02"]
    assert days("?since=2031-05-03") == ["2031-05-03"]
    assert days("?until=2031-05-02") == ["2031-05-02"]
    assert days("?since=2031-05-03&until=2031-05-02") == []
    first = client.get("/api/stats?limit=1").json()
    assert days(f"?after={first['next']}") == ["2031-05-02"]


def test_values_in_another_order_are_the_same_question(client):
    one = client.get("/api/search?query=toll&limit=2").headers["etag"]
    assert client.get("/api/search?limit=2&query=toll").headers["etag"] == one


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("search?limit=0", "limit 0"),
        ("search?limit=1001", "limit 1001"),
        ("search?limit=%C2%B2", "limit"),
        ("search?after=nowhere", "after nowhere"),
        ("search?query=speaker%3A", "speaker"),
        ("search?best=yes", "best yes"),
        ("search?q=toll", "q: this question has no such value"),
        ("search?limit=1&limit=2", "limit: is given twice"),
        ("search?query=" + "a" * 1001, "query: has more than 1000"),
        ("claims?sort=sideways", "sort sideways"),
        ("who", "name: is missing"),
        ("who?name=", "name: is empty"),
        ("stats?since=soon", "since soon"),
        ("stats?since=20310304", "since 20310304"),
        ("reports/0000000000000000?limit=1", "limit: this question has no such value"),
        ("search?" + "&".join(f"x{n}=1" for n in range(60)), "more than 50 values"),
    ],
)
def test_a_bad_question_is_told_what_would_be_a_good_one(client, asked, said):
    answer = client.get(f"/api/{asked}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert answer.json()["what_to_do"]


@pytest.mark.parametrize(
    "asked",
    [
        "statements/0000000000000000:1",
        "statements/toll",
        "reports/0000000000000000",
        "claims/toll",  # the command line would take it for a query
        "origins/0000000000000000:1",
        "stories/0000000000000000",
        "nothing",
        "search/",
        "search/more",
    ],
)
def test_what_is_not_kept_is_404_and_says_nothing_of_the_file(client, file, asked):
    answer = client.get(f"/api/{asked}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"error", "what_to_do"}
    assert file.name not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client, method):
    answer = client.request(method, "/api/search", headers={"Authorization": "Bearer none"})
    assert answer.status_code == 405
    assert answer.headers["allow"] in ("GET, HEAD", "HEAD, GET")
    assert answer.json()["what_to_do"] == "ask with GET"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("text/html, */*;q=0.1", 200),
        ("application/*", 200),
        ("", 200),
        ("text/html", 406),
        ("application/json;q=0, */*", 406),
        ("application/json;q=0.0", 406),
    ],
)
def test_only_json_is_to_be_had(client, accept, status):
    for path in ("/api/", "/api/openapi.json", "/api/search"):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/json"


def test_who_may_ask_is_as_for_the_pages(file, served):
    with served(Site(file, token="open-sesame")) as client:
        refused = client.get("/api/search")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
        assert "Bearer" in refused.json()["what_to_do"]
        asked = client.get("/api/search", headers={"Authorization": "Bearer open-sesame"})
        assert asked.status_code == 200
        elsewhere = client.get("/api/search", headers={"Host": "quay-post.example"})
        assert elsewhere.status_code == 421
        assert elsewhere.json()["error"]


def test_answers_have_the_headers_of_the_pages_and_no_other_site_may_read_them(client):
    answer = client.get("/api/search", headers={"Origin": "https://quay-post.example"})
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_it_is_there_when_the_site_is_to_be_read_only(file, served):
    with served(Site(file, read_only=True)) as client:
        assert all(
            client.get(f"/api{question.path}").status_code == 200
            for question in QUESTIONS
            if "{id}" not in question.path and question.name != "who"
        )


def test_the_first_address_tells_all_others(client):
    answer = client.get("/api/").json()
    assert [one["path"] for one in answer["questions"]] == [f"/api{one.path}" for one in QUESTIONS]
    assert client.get(answer["openapi"]).status_code == 200


def test_what_fails_is_told_to_the_log_and_not_to_the_visitor(client, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("sayso.ask.desk.Desk.voices", broken)
    answer = client.get("/api/voices")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_answers_are_plain_json(client):
    body = client.get("/api/search").content
    assert json.loads(body)["rows"]
    assert b"\n" not in body


def test_claims_are_had_by_the_handful(linked, tmp_path):
    with ledger.view(tmp_path / "linked.db") as view:
        known = [row.id for row in view.claims(None, ClaimOrder.NEWEST, limit=99)]
        assert view.claim_rows([*known, "0000000000000000:1"]) == [
            view.claim(one)[0] for one in sorted(known)
        ]
        assert len(known) > 2

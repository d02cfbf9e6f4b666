"""Who may ask, what must come from a page of this site, and what a browser may do with the answer."""

from __future__ import annotations

import pytest

from sayso.serve.site import Site, is_loopback, name_of, names_of

OURS = {"Origin": "http://localhost:8642"}
TOKEN = "a token of many letters"


@pytest.fixture
def guarded(served, file):
    with served(Site(file, token=TOKEN)) as made:
        yield made


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8642", "[::1]:8642", "localhost."])
def test_this_machine_is_answered_by_its_own_names(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["else.example", "localhost.else.example", "192.0.2.7", "", "localhost@else.example"],
)
def test_a_name_that_is_not_ours_is_not_answered(client, host):
    answer = client.get("/search?q=toll", headers={"Host": host})
    assert answer.status_code == 421
    assert "toll" not in answer.text


def test_a_machine_that_listens_everywhere_answers_to_addresses_and_given_names(served, file):
    hosts, any_address = names_of("0.0.0.0")
    with served(Site(file, hosts=hosts | {"desk.example"}, any_address=any_address)) as client:
        for host, status in (
            ("192.0.2.7:80", 200),
            ("[2001:db8::1]", 200),
            ("desk.example", 200),
            ("a.example", 421),
        ):
            assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("192.0.2.7", False), ("desk.example", False), ("::", False)],
)  # fmt: skip
def test_what_only_this_machine_can_reach_needs_no_token(host, loopback):
    assert is_loopback(host) is loopback


def test_names_are_taken_out_of_host_headers():
    assert [name_of(host) for host in ("A:80", "[::1]:80", "[::1]", "a.example.")] == [
        "a", "::1", "::1", "a.example"
    ]  # fmt: skip


def test_every_answer_tells_the_browser_to_be_strict(client):
    for answer in (client.get("/"), client.get("/nowhere"), client.get("/", headers={"Host": "a.example"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_a_fault_of_ours_reveals_nothing(client, monkeypatch):
    monkeypatch.setattr("sayso.serve.pages.voices.answers", None)
    answer = client.get("/voices")
    assert answer.status_code == 500
    assert "NoneType" not in answer.text
    assert answer.headers["content-security-policy"]


def test_a_damaged_ledger_reveals_nothing(client, file):
    file.write_bytes(b"this is no ledger" * 100)
    file.with_name("other").write_bytes(b"x")
    file.unlink()
    file.with_name("other").rename(file)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "desk.db" not in answer.text


@pytest.mark.parametrize("address", ["/", "/search?q=toll", "/report/x", "/nowhere"])
def test_nobody_gets_in_without_the_token(guarded, address):
    for answer in (guarded.get(address), guarded.get(address, params={"token": "another"})):
        assert answer.status_code == 401
        assert "toll" not in answer.text


def test_the_token_is_given_once_and_leaves_the_address(guarded):
    first = guarded.get("/search", params={"q": "toll", "token": TOKEN})
    assert first.status_code == 303
    assert first.headers["location"] == "/search?q=toll"
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/search?q=toll").status_code == 200


def test_a_program_may_give_the_token_in_a_header(guarded):
    assert guarded.get("/", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.get("/", headers={"Authorization": "Bearer another"}).status_code == 401


def test_the_way_in_does_not_lead_out(guarded):
    answer = guarded.get(f"//elsewhere.example/?token={TOKEN.replace(' ', '+')}")
    assert not answer.headers.get("location", "").startswith("//")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", **OURS},
        {"Sec-Fetch-Site": "none"},
    ],
)
@pytest.mark.parametrize("address", ["/add", "/feeds/run", "/theme"])
def test_what_writes_must_come_from_a_page_of_ours(client, headers, address):
    answer = client.post(address, data={"text": "Holt said so.", "theme": "dark"}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("headers", [OURS, {"Sec-Fetch-Site": "same-origin"}])
def test_a_page_of_ours_may_ask_for_it(client, headers):
    assert client.post("/theme", data={"theme": "dark"}, headers=headers).status_code == 303


def test_a_site_that_is_read_only_has_nothing_that_writes(served, file):
    with served(Site(file, read_only=True)) as client:
        assert client.get("/add").status_code == 404
        assert client.post("/add", data={"text": "a"}, headers=OURS).status_code in (404, 405)
        assert client.post("/feeds/run", headers=OURS).status_code in (404, 405)
        assert 'href="/add"' not in client.get("/").text
        assert "/feeds/run" not in client.get("/feeds").text
        assert client.post("/theme", data={"theme": "dark"}, headers=OURS).status_code == 303

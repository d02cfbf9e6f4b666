"""Fetching: what a server can do wrong, and what an address may not reach."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from datetime import UTC, datetime

import pytest

from sayso.errors import NotFound, TooLarge, Unreachable, WrongFormat
from sayso.read import network
from sayso.read.fetch import AGENT, MAX_REDIRECTS, ROBOTS_BYTES, USER_AGENT, Fetched, fetch, robots, rules
from sayso.read.fetch import get as get_any
from sayso.read.network import is_public

PAGE = b"<p>The ferry to Ostholm sails again from Sunday, its owner said.</p>"


def get(url: str, **options):
    return fetch(url, **{"allow_private": True, "timeout_seconds": 10, **options})


class TestPages:
    def test_a_page_comes_with_what_the_server_declares(self, site):
        url = site.put("/a", PAGE, content_type="Text/HTML; charset=ISO-8859-1", etag='"7"')
        fetched = get(url)
        assert (fetched.url, fetched.status, fetched.body) == (url, 200, PAGE)
        assert (fetched.media_type, fetched.charset) == ("text/html", "iso-8859-1")
        assert fetched.etag == '"7"'

    def test_nothing_declared_is_nothing_known(self, site):
        fetched = get(site.put("/a", PAGE))
        assert (fetched.media_type, fetched.charset, fetched.etag) == (None, None, None)

    def test_the_program_says_who_it_is(self, site):
        get(site.put("/a", PAGE))
        assert site.asked[0][1]["user-agent"] == USER_AGENT
        assert USER_AGENT.startswith(AGENT + "/")

    def test_a_page_not_modified_since_has_no_body(self, site):
        url = site.put("/a", status=304)
        fetched = get(url, etag='"7"', last_modified="Fri, 02 May 2031 10:00:00 GMT")
        assert (fetched.status, fetched.body) == (304, b"")
        asked = site.asked[0][1]
        assert (asked["if-none-match"], asked["if-modified-since"]) == (
            '"7"',
            "Fri, 02 May 2031 10:00:00 GMT",
        )

    def test_a_compressed_page_is_decompressed(self, site):
        assert get(site.put("/a", gzip.compress(PAGE), content_encoding="gzip")).body == PAGE


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (404, NotFound),
            (410, NotFound),
            (403, Unreachable),
            (429, Unreachable),
            (500, Unreachable),
            (418, Unreachable),
            (300, Unreachable),
        ],
    )
    def test_a_status_that_is_no_success_is_refused(self, site, status, kind):
        url = site.put("/a", status=status)
        with pytest.raises(kind, match=f"HTTP {status}") as caught:
            get(url)
        assert caught.value.source == url

    def test_a_declared_length_over_the_limit_is_refused(self, site):
        with pytest.raises(TooLarge):
            get(site.put("/a", b"x" * 1001), max_bytes=1000)

    def test_an_undeclared_length_over_the_limit_is_refused(self, site):
        with pytest.raises(TooLarge):
            get(site.put("/a", b"x" * 1001, send_length=False), max_bytes=1000)

    def test_a_bomb_is_refused(self, site):
        url = site.put("/a", gzip.compress(b"\0" * 50_000_000), content_encoding="gzip")
        with pytest.raises(TooLarge):
            get(url, max_bytes=1_000_000)

    def test_a_bomb_within_a_bomb_is_refused(self, site):
        bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
        with pytest.raises(TooLarge):
            get(site.put("/a", bomb, content_encoding="gzip, gzip"), max_bytes=1_000_000)

    def test_broken_compression_is_refused(self, site):
        with pytest.raises(WrongFormat):
            get(site.put("/a", b"this is not gzip", content_encoding="gzip"))

    def test_a_body_shorter_than_declared_is_refused(self, site):
        with pytest.raises(Unreachable):
            get(site.put("/a", PAGE, send_length=False, content_length="9999"))

    def test_no_server_is_unreachable(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            with pytest.raises(Unreachable, match="refused"):
                get(f"http://127.0.0.1:{taken.getsockname()[1]}/")

    def test_what_is_no_http_is_unreachable(self):
        with socket.create_server(("127.0.0.1", 0)) as server:

            def answer() -> None:
                connection, _ = server.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(b"220 mail.example ESMTP\r\n")

            thread = threading.Thread(target=answer)
            thread.start()
            with pytest.raises(Unreachable):
                get(f"http://127.0.0.1:{server.getsockname()[1]}/")
            thread.join()

    @pytest.mark.parametrize(
        "url",
        ["http://", "http://[", "http://a\nb/", "http://\udcff/", "https://x:99999999/", "ftp://a/"],
    )
    def test_a_malformed_address_is_refused_in_one_line(self, url):
        with pytest.raises((NotFound, Unreachable)) as caught:
            get(url)
        assert str(caught.value).isprintable()


class TestTime:
    """A server that always sends something soon, and never all of it."""

    def drip(self, start: bytes):
        def answer(handler) -> None:
            handler.wfile.write(start)
            while not handler.server.site_closing.wait(0.02):
                handler.wfile.write(b"x")

        return answer

    @pytest.mark.parametrize(
        "start", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"]
    )
    def test_a_server_that_drips_is_left_at_the_deadline(self, site, start):
        site.server.site_closing = site.closing
        with pytest.raises(Unreachable, match="longer than"):
            get(site.put_function("/a", self.drip(start)), timeout_seconds=0.3)

    def test_a_server_that_says_nothing_is_left_at_the_deadline(self, site):
        with pytest.raises(Unreachable, match="longer than"):
            get(site.put_function("/a", lambda _: site.closing.wait()), timeout_seconds=0.2)

    def test_redirects_share_one_deadline(self, site):
        def answer(handler) -> None:
            site.closing.wait(0.1)
            handler.send_response(302)
            handler.send_header("Location", "/a")
            handler.end_headers()

        with pytest.raises(Unreachable, match="longer than"):
            get(site.put_function("/a", answer), timeout_seconds=0.35)

    def test_a_name_that_is_never_resolved_is_left_at_the_deadline(self, site, monkeypatch):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: site.closing.wait() and [])
        with pytest.raises(Unreachable, match="longer than"):
            get("http://slow.example/", timeout_seconds=0.1)


class TestRedirects:
    def test_relative_redirects_are_followed(self, site):
        site.put("/a/b", status=302, location="../c?d=1")
        url = site.put("/c?d=1", PAGE)
        fetched = get(site.url + "/a/b")
        assert (fetched.url, fetched.body) == (url, PAGE)

    def test_cookies_set_on_the_way_are_sent(self, site):
        def answer(handler) -> None:
            if "seen=1" in handler.headers.get("Cookie", ""):
                handler.send_response(200)
            else:
                handler.send_response(302)
                handler.send_header("Location", "/a")
                handler.send_header("Set-Cookie", "seen=1")
            handler.end_headers()

        assert get(site.put_function("/a", answer)).status == 200

    def test_as_many_as_allowed_are_followed(self, site):
        for hop in range(MAX_REDIRECTS):
            site.put(f"/{hop}", status=301, location=f"/{hop + 1}")
        site.put(f"/{MAX_REDIRECTS}", PAGE)
        assert get(site.url + "/0").body == PAGE

    def test_a_loop_is_refused(self, site):
        with pytest.raises(Unreachable, match="redirects more than"):
            get(site.put("/a", status=302, location="/a"))
        assert len(site.asked) == MAX_REDIRECTS + 1

    @pytest.mark.parametrize("location", ["ftp://e.example/a", "file:///etc/hosts", "javascript:alert(1)"])
    def test_redirects_to_other_schemes_are_refused(self, site, location):
        with pytest.raises((Unreachable, NotFound)):
            get(site.put("/a", status=302, location=location))

    def test_the_body_of_a_redirect_is_not_read(self, site):
        def endless(handler) -> None:
            handler.send_response(302)
            handler.send_header("Location", "/b")
            handler.end_headers()
            while not site.closing.is_set():
                handler.wfile.write(b"x" * 10_000)
                time.sleep(0.001)

        site.put("/b", PAGE)
        assert get(site.put_function("/a", endless)).body == PAGE


class TestAddresses:
    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"],
    )
    def test_this_machine_is_refused_however_it_is_written(self, site, host):
        site.put("/a", PAGE)
        with pytest.raises((Unreachable, NotFound)):
            fetch(f"http://{host}:{site.port}/a", timeout_seconds=5)
        assert site.asked == []

    def test_the_refusal_says_how_to_allow_it(self, site):
        with pytest.raises(Unreachable, match="not a public address; allow private addresses"):
            fetch(site.put("/a", PAGE))

    # fmt: off
    @pytest.mark.parametrize("address", [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1",
        "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1",
    ])
    def test_special_addresses_are_not_public(self, address):
        assert not is_public(ipaddress.ip_address(address))

    @pytest.mark.parametrize("address", ["9.9.9.9", "193.99.144.80", "2620:fe::fe", "64:ff9b::909:909"])
    def test_ordinary_addresses_are_public(self, address):
        assert is_public(ipaddress.ip_address(address))

    def test_a_redirect_from_a_public_address_to_a_private_one_is_refused(self, site, monkeypatch):
        monkeypatch.setattr(network, "is_public", lambda address: str(address) == "127.0.0.1")
        site.put("/secret", PAGE)
        site.put("/a", status=302, location=f"http://127.0.0.2:{site.port}/secret")
        with pytest.raises(Unreachable, match="not a public address"):
            fetch(site.url + "/a")
        assert [path for path, _ in site.asked] == ["/a"]

    def test_the_address_that_was_judged_is_the_one_connected_to(self, site, monkeypatch):
        """A name whose second resolution says otherwise (DNS rebinding) gains nothing: there is no second."""
        answers = iter(["127.0.0.1", "127.0.0.2"])
        ask = socket.getaddrinfo

        def resolve(host, port, *arguments, **named):
            return ask(next(answers) if host == "rebinding.example" else host, port, *arguments, **named)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        monkeypatch.setattr(network, "is_public", lambda address: str(address) == "127.0.0.1")
        site.put("/a", PAGE)
        url = f"http://rebinding.example:{site.port}/a"
        assert fetch(url).body == PAGE
        assert site.asked[0][1]["host"] == f"rebinding.example:{site.port}"
        with pytest.raises(Unreachable, match=r"127\.0\.0\.2"):
            fetch(url)

    def test_a_second_address_is_tried_when_the_first_does_not_answer(self, site, monkeypatch):
        ask = socket.getaddrinfo

        def resolve(host, port, *arguments, **named):
            hosts = ["127.0.0.2", "127.0.0.1"] if host == "two.example" else [host]
            return [entry for one in hosts for entry in ask(one, port, *arguments, **named)]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        site.put("/a", PAGE)
        assert get(f"http://two.example:{site.port}/a").body == PAGE


class TestRobots:
    RULES = b"User-agent: sayso\nDisallow: /kept/\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\n"

    def test_the_rules_for_this_program_are_followed(self, site):
        site.put("/robots.txt", self.RULES)
        rules = robots(site.url + "/a/b?c", allow_private=True)
        assert rules.can_fetch(site.url + "/open", AGENT)
        assert not rules.can_fetch(site.url + "/kept/a", AGENT)
        assert rules.crawl_delay(AGENT) == 3

    def test_a_site_without_rules_allows_all(self, site):
        assert robots(site.url + "/a", allow_private=True).can_fetch(site.url + "/a", AGENT)

    @pytest.mark.parametrize("status", [500, 503])
    def test_a_site_that_fails_to_serve_its_rules_allows_nothing(self, site, status):
        site.put("/robots.txt", status=status)
        assert not robots(site.url + "/a", allow_private=True).can_fetch(site.url + "/a", AGENT)

    @pytest.mark.parametrize("status", [400, 401, 403, 410])
    def test_a_site_whose_rules_are_not_for_us_has_none(self, site, status):
        site.put("/robots.txt", status=status)
        assert robots(site.url + "/a", allow_private=True).can_fetch(site.url + "/a", AGENT)

    @pytest.mark.parametrize("status", [429, 503])
    def test_why_nothing_is_allowed_can_be_told(self, site, status):
        site.put("/robots.txt", status=status)
        found = rules(site.url + "/a", allow_private=True)
        assert (found.status, found.problem) == (status, f"the site cannot serve it now (HTTP {status})")

    def test_long_rules_are_read_as_far_as_they_must_be(self, site):
        start = b"User-agent: *\nDisallow: /no\n"
        site.put("/robots.txt", start + b"#" * ROBOTS_BYTES + b"\nDisallow: /late\n")
        found = robots(site.url + "/a", allow_private=True)
        assert not found.can_fetch(site.url + "/no", AGENT)
        assert found.can_fetch(site.url + "/late", AGENT)

    def test_a_private_address_is_left_to_the_page_to_refuse(self, site):
        found = rules(site.url + "/a")
        assert (found.problem, site.asked) == (None, [])


class TestAnswersAsTheyAre:
    """`get`, which a program that goes on its own asks with."""

    def test_an_error_is_an_answer_without_a_body(self, site):
        fetched = get_any(site.put("/a", b"Sorry", status=503, retry_after="7"), allow_private=True)
        assert (fetched.status, fetched.body, fetched.is_success) == (503, b"", False)

    def test_a_redirect_is_one_too_when_none_is_followed(self, site):
        url = site.put("/a", status=301, location="b?c#d")
        fetched = get_any(url, allow_private=True, max_redirects=0)
        assert (fetched.status, fetched.url) == (301, url)
        assert fetched.location.startswith(site.url + "/b?c")
        assert len(site.asked) == 1

    @pytest.mark.parametrize(
        ("said", "seconds"),
        [
            ("120", 120),
            (" 0 ", 0),
            ("Fri, 02 May 2031 08:00:30 GMT", 30),
            ("Fri, 02 May 2031 07:00:00 GMT", 0),
            ("soon", None),
            ("-5", None),
            ("1.5", None),
            ("\u0665", None),
            ("99999999999999999999", 999999999),
            ("Fri, 02 May 99999 08:00:30 GMT", None),
        ],
    )
    def test_when_to_ask_again(self, said, seconds):
        now = datetime(2031, 5, 2, 8, 0, tzinfo=UTC)
        fetched = Fetched("u", 503, {"retry-after": said}, b"", None, None)
        assert fetched.retry_after(now) == seconds

    def test_nothing_said_is_nothing_known(self, site):
        fetched = get_any(site.put("/a", status=429), allow_private=True)
        assert fetched.retry_after(datetime.now(UTC)) is None

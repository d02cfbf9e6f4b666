"""Following feeds and going round: what is fetched, when again, and what is kept of it."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest

from sayso.errors import NotFound, Unreachable, UnwritableLedger, WrongFormat
from sayso.intake.feeds import Followed, NoFeed, Round
from sayso.ledger.feeds import FeedKind, FetchKind, ItemState


def states(desk) -> dict[str, ItemState]:
    return {url.rpartition("/")[2]: item.state for url, item in desk.shelf.kept_items.items()}


class TestFollowing:
    def test_a_feed_is_fetched_once_and_its_items_wait(self, desk, paper):
        url = paper.rss(1, 2, etag='"a"')
        (followed,) = desk.follow(url)
        assert followed == Followed(desk.shelf.feed(url), items=2)
        feed = followed.feed
        assert (feed.title, feed.kind, feed.etag) == ("Ostholm Post", FeedKind.RSS, '"a"')
        assert states(desk) == {"1": ItemState.WAITING, "2": ItemState.WAITING}

    def test_what_is_followed_is_not_asked_again(self, desk, paper):
        url = paper.rss(1)
        desk.follow(url)
        (again,) = desk.follow(url)
        assert again.already
        assert len(paper.asked("/feed")) == 1

    def test_a_page_is_told_from_a_feed_and_its_feeds_are_named(self, desk, site):
        page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/all.xml" title="All">'
        (refused,) = desk.follow(site.put("/", page + b"</head><body>News.</body></html>"))
        assert isinstance(refused, NoFeed)
        assert [link.url for link in refused.links] == [site.url + "/all.xml"]
        assert f"{site.url}/all.xml" in str(refused)
        assert desk.shelf.feeds() == []

    def test_a_page_without_feeds_is_refused_too(self, desk, site):
        (refused,) = desk.follow(site.put("/", b"<html><body>News.</body></html>"))
        assert isinstance(refused, WrongFormat)

    @pytest.mark.parametrize("url", ["feed.xml", "ftp://paper.example/feed", "http://[broken/feed"])
    def test_what_is_no_web_address_is_refused(self, desk, url):
        (refused,) = desk.follow(url)
        assert "no web address" in refused.problem

    def test_one_that_is_not_there_is_refused_and_the_others_go_on(self, desk, paper):
        answers = desk.follow(paper.site.url + "/none", paper.rss(1))
        assert {type(answer) for answer in answers} == {NotFound, Followed}

    def test_a_feed_without_entries_yet_can_be_followed(self, desk, paper):
        (followed,) = desk.follow(paper.rss())
        assert followed.items == 0


class TestARound:
    def test_each_item_becomes_a_report_with_what_the_feed_says_of_it(self, desk, paper):
        paper.article(1)
        url = paper.rss(1)
        desk.follow(url)
        total = desk.sync()
        (report,) = desk.reports.values()
        assert report.url == paper.site.url + "/1"
        assert report.published == "2031-05-02T01:00:00+02:00"
        assert (total.feeds, total.failed, total.pages.new) == (1, 0, 1)
        feed = desk.shelf.feed(url)
        assert (feed.new, feed.reports, feed.failures) == (1, 1, 0)
        assert feed.last_new >= feed.last_success
        item = desk.shelf.kept_items[paper.site.url + "/1"]
        assert (item.state, item.report) == (ItemState.KEPT, report.id)

    def test_a_page_that_was_kept_is_not_fetched_again(self, desk, paper):
        paper.article(1), paper.article(2)
        url = paper.rss(1)
        desk.follow(url)
        desk.sync()
        paper.rss(1, 2)
        assert desk.sync().pages.new == 1
        assert len(paper.asked("/1")) == 1
        assert (desk.shelf.feed(url).new, desk.shelf.feed(url).reports) == (1, 2)

    def test_a_feed_is_asked_only_for_what_has_changed(self, desk, paper):
        def answer(handler):
            handler.send_response(304 if handler.headers.get("If-None-Match") == '"a"' else 200)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        url = paper.rss(1, etag='"a"', last_modified="Fri, 02 May 2031 06:00:00 GMT")
        paper.article(1)
        desk.follow(url)
        desk.sync()
        paper.site.put_function("/feed", answer)
        total = desk.sync()
        second, third = paper.asked("/feed")[1:]
        for headers in (second, third):
            assert headers["if-none-match"] == '"a"'
            assert headers["if-modified-since"] == "Fri, 02 May 2031 06:00:00 GMT"
        assert (total.failed, total.pages.all) == (0, 0)
        assert desk.shelf.fetches(limit=1)[0].outcome == "not changed since the last time"
        feed = desk.shelf.feed(url)
        assert (feed.etag, feed.new, feed.title) == ('"a"', 0, "Ostholm Post")

    def test_campaigns_and_fragments_make_no_second_item(self, desk, paper):
        paper.article(1)
        link = f"{paper.site.url}/1?utm_source=rss&amp;utm_medium=feed#top"
        desk.follow(paper.rss(1, entries=f"<item><link>{link}</link></item>"))
        assert desk.sync().pages.all == 1

    def test_entries_without_an_address_are_counted(self, desk, paper):
        entries = "<item><title>A</title></item><item><link>mailto:desk@paper.example</link></item>"
        (followed,) = desk.follow(paper.rss(1, entries=entries))
        assert (followed.items, followed.unusable) == (1, 2)

    def test_two_feeds_that_name_one_page_have_it_fetched_once(self, desk, paper):
        paper.article(1)
        desk.follow(paper.rss(1), paper.rss(1, path="/other"))
        assert desk.sync().pages.all == 1

    def test_every_request_is_recorded(self, desk, paper):
        body = b"<p>The ferry sails again from Sunday, the owner of the company said to this paper.</p>"
        paper.site.put("/1", body, content_type="text/html")
        url = paper.rss(1)
        desk.follow(url)
        desk.sync()
        assert len(desk.shelf.log) == len(paper.site.asked)
        found = {(fetch.kind, fetch.status, fetch.feed) for fetch in desk.shelf.log}
        kinds = {(FetchKind.FEED, 200), (FetchKind.ROBOTS, 404), (FetchKind.PAGE, 200)}
        assert found == {(kind, status, url) for kind, status in kinds}
        page = next(fetch for fetch in desk.shelf.log if fetch.kind is FetchKind.PAGE)
        assert (page.outcome, page.moment[:10]) == ("fetched", "2031-05-02")
        assert page.bytes == len(body)
        assert page.seconds >= 0

    def test_old_fetches_are_forgotten_and_no_others(self, desk, paper):
        desk.follow(paper.rss())
        desk.clock.pass_(days=29)
        desk.sync()
        assert len(desk.shelf.log) == 2
        desk.clock.pass_(days=29)
        desk.sync()
        assert len(desk.shelf.log) == 2


class TestRefusals:
    @pytest.mark.parametrize("status", [404, 410, 401, 402, 451])
    def test_what_is_refused_for_good_is_not_tried_again(self, desk, paper, status):
        gone = paper.site.put("/1", status=status)
        desk.follow(paper.rss(1))
        assert desk.sync().pages.refused == 1
        assert states(desk) == {"1": ItemState.REFUSED}
        assert f"HTTP {status}" in desk.refusals[gone].problem
        desk.clock.pass_(days=2)
        assert desk.sync().pages.all == 0
        assert len(paper.asked("/1")) == 1

    def test_so_is_a_page_without_an_article(self, desk, paper):
        paper.site.put("/1", b"<html><body></body></html>", content_type="text/html")
        desk.follow(paper.rss(1))
        assert desk.sync().pages.refused == 1
        desk.sync()
        assert len(paper.asked("/1")) == 1
        assert states(desk) == {"1": ItemState.REFUSED}

    def test_what_fails_for_now_is_tried_with_growing_pauses_and_then_given_up(self, desk, paper):
        broken = paper.site.put("/1", status=403)
        desk.follow(paper.rss(1))
        tries = []
        for _ in range(24 * 4 * 4):
            before = len(paper.asked("/1"))
            total = desk.sync()
            if len(paper.asked("/1")) > before:
                tries.append(desk.clock.passed)
            desk.clock.pass_(minutes=15)
        assert len(tries) == 6
        pauses = [later - earlier for earlier, later in pairwise(tries)]
        assert pauses == sorted(pauses)
        assert states(desk) == {"1": ItemState.GIVEN_UP}
        assert "HTTP 403" in desk.refusals[broken].problem
        assert total.pages.all == total.later == 0

    def test_what_comes_back_in_time_is_kept(self, desk, paper):
        paper.site.put("/1", status=403)
        desk.follow(paper.rss(1))
        total = desk.sync()
        assert (total.later, total.pages.all) == (1, 0)
        paper.article(1)
        assert desk.sync().pages.all == 0  # not yet
        desk.clock.pass_(minutes=15)
        assert desk.sync().pages.new == 1
        assert desk.refusals == {}

    def test_a_bad_page_never_stops_the_round(self, desk, paper):
        paper.article(2)
        paper.site.put("/1", b"%PDF-1.4", content_type="application/pdf")
        paper.site.put("/3", b"\x1f\x8bnot gzip", content_encoding="gzip", content_type="text/html")
        desk.follow(paper.rss(1, 2, 3))
        total = desk.sync()
        assert (total.pages.new, total.pages.refused, total.later) == (1, 1, 1)


class TestAttempts:
    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_a_server_in_trouble_is_asked_again_after_growing_pauses(self, desk, paper, status):
        moments = []

        def answer(handler):
            moments.append(desk.clock.passed)
            paper.article(1)
            article = paper.site.pages["/1"]
            paper.site.put("/1", status=status)
            page = article if len(moments) == 3 else paper.site.pages["/1"]
            paper.site.put_function("/1", answer)  # before it answers: the next request comes at once
            page(handler)

        paper.site.put_function("/1", answer)
        desk.follow(paper.rss(1))
        assert desk.sync().pages.new == 1
        first, second = (later - earlier for earlier, later in pairwise(moments))
        assert (first, second) == (4, 8)

    def test_it_is_asked_when_it_wants_to_be(self, desk, paper):
        moments = []

        def answer(handler):
            moments.append(desk.clock.passed)
            handler.send_response(503)
            handler.send_header("Retry-After", "31")
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        paper.site.put_function("/1", answer)
        desk.follow(paper.rss(1))
        desk.sync()
        assert [later - earlier for earlier, later in pairwise(moments)] == [31, 31]

    def test_a_long_wait_is_left_for_a_later_round_and_its_host_alone(self, desk, paper):
        paper.site.put("/2", status=429, retry_after="7200")
        paper.article(1)
        desk.follow(paper.rss(1, 2))
        begun = desk.clock.passed
        assert desk.sync().later == 2  # the second is the newer, and asked first
        assert desk.clock.passed - begun < 60
        assert paper.asked("/1") == []
        desk.clock.pass_(minutes=60)
        desk.sync()
        assert len(paper.asked("/2")) == 1
        paper.article(2)
        desk.clock.pass_(minutes=61)
        assert desk.sync().pages.new == 2

    def test_no_server_can_ask_for_a_year(self, desk, paper):
        paper.site.put("/1", status=429, retry_after="31536000")
        desk.follow(paper.rss(1))
        desk.sync()
        paper.article(1)
        desk.clock.pass_(hours=25)
        assert desk.sync().pages.new == 1

    def test_a_host_that_keeps_failing_is_left_alone_for_the_round(self, desk, paper):
        for number in range(5):
            paper.site.put(f"/{number}", status=500)
        desk.follow(paper.rss(*range(5)))
        assert desk.sync().later == 5
        assert sum(len(paper.asked(f"/{number}")) for number in range(5)) == 6
        tries = [item.tries for item in desk.shelf.kept_items.values()]
        assert sorted(tries) == [0, 0, 0, 1, 1]  # what was not asked has not failed

    def test_a_page_that_answers_shows_that_the_host_does(self, desk, paper):
        paper.article(3), paper.article(1)
        for number in (4, 2):
            paper.site.put(f"/{number}", status=500)
        desk.follow(paper.rss(1, 2, 3, 4))
        total = desk.sync()
        assert (total.pages.new, total.later) == (2, 2)


class TestRobots:
    def test_the_rules_are_read_once_for_a_site_before_its_first_page(self, desk, paper):
        paper.site.put("/robots.txt", b"User-agent: sayso\nDisallow: /2\n")
        paper.article(1), paper.article(2), paper.article(3)
        desk.follow(paper.rss(1, 2, 3))
        total = desk.sync()
        assert [path for path, _ in paper.site.asked] == ["/feed", "/feed", "/robots.txt", "/3", "/1"]
        assert (total.pages.new, total.pages.refused) == (2, 1)
        assert paper.asked("/2") == []
        assert states(desk)["2"] is ItemState.REFUSED
        assert "robots.txt" in desk.refusals[paper.site.url + "/2"].problem

    def test_rules_that_cannot_be_read_forbid_all_for_now(self, desk, paper):
        paper.site.put("/robots.txt", status=500)
        paper.article(1)
        desk.follow(paper.rss(1))
        assert desk.sync().later == 1
        assert paper.asked("/1") == []
        paper.site.put("/robots.txt", b"")
        desk.clock.pass_(minutes=20)
        assert desk.sync().pages.new == 1

    def test_then_one_page_has_failed_and_the_others_wait(self, desk, paper):
        paper.site.put("/robots.txt", status=503)
        desk.follow(paper.rss(1, 2, 3))
        assert desk.sync().later == 3
        assert len(paper.asked("/robots.txt")) == 1
        assert [event.put_off for event in desk.events] == [False, True, True]
        assert sorted(item.tries for item in desk.shelf.kept_items.values()) == [0, 0, 1]

    @pytest.mark.parametrize("status", [401, 403, 404])
    def test_a_site_that_has_no_rules_for_us_allows_all(self, desk, paper, status):
        paper.site.put("/robots.txt", status=status)
        paper.article(1)
        desk.follow(paper.rss(1))
        assert desk.sync().pages.new == 1

    def test_they_are_asked_for_again_after_a_day(self, desk, paper):
        paper.article(1), paper.article(2), paper.article(3)
        desk.follow(paper.rss(1))
        desk.sync()
        desk.clock.pass_(hours=20)
        paper.rss(1, 2)
        desk.sync()
        assert len(paper.asked("/robots.txt")) == 1
        desk.clock.pass_(hours=5)
        paper.rss(1, 2, 3)
        desk.sync()
        assert len(paper.asked("/robots.txt")) == 2

    def test_they_hold_for_where_a_redirect_leads_too(self, desk, paper):
        paper.site.put("/robots.txt", b"User-agent: *\nDisallow: /secret\n")
        paper.site.put("/1", status=302, location="/secret")
        paper.site.put("/secret", b"never")
        desk.follow(paper.rss(1))
        assert desk.sync().pages.refused == 1
        assert paper.asked("/secret") == []


class TestPace:
    def moments(self, desk, paper, numbers, **rules) -> list[float]:
        moments = []
        for number in numbers:
            paper.article(number)
            put = paper.site.pages[f"/{number}"]
            paper.site.put_function(
                f"/{number}", lambda handler, put=put: (moments.append(desk.clock.passed), put(handler))
            )
        desk.follow(paper.rss(*numbers))
        desk.sync()
        return moments

    def test_one_host_is_asked_at_most_every_two_seconds(self, desk, paper):
        moments = self.moments(desk, paper, range(6))
        assert len(moments) == 6
        assert all(later - earlier >= 2 for earlier, later in pairwise(moments))

    def test_a_site_may_ask_for_longer_pauses(self, desk, paper):
        paper.site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 11\n")
        moments = self.moments(desk, paper, range(4))
        assert all(later - earlier == 11 for earlier, later in pairwise(moments))

    def test_up_to_a_limit_and_a_share_of_the_round(self, desk, paper):
        paper.site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 86400\n")
        moments = self.moments(desk, paper, range(24))
        assert all(later - earlier == 30 for earlier, later in pairwise(moments))
        assert 8 <= len(moments) <= 11
        assert list(states(desk).values()).count(ItemState.WAITING) == 24 - len(moments)
        assert desk.sync().pages.new >= 8  # what is left comes in the next rounds

    def test_hosts_are_asked_side_by_side(self, desk, paper, site):
        local = site.url.replace("127.0.0.1", "localhost")
        numbers = range(1, 5)
        for number in numbers:
            paper.article(number)
            paper.site.pages[f"/other{number}"] = paper.site.pages[f"/{number}"]
        entries = "".join(f"<item><link>{local}/other{number}</link></item>" for number in numbers)
        desk.follow(paper.rss(*numbers, entries=entries))
        begun = desk.clock.passed
        total = desk.sync()
        assert total.pages.all == 8
        assert desk.clock.passed - begun < 2 * 8  # one after the other would take longer


class TestSitemaps:
    def put(self, site, path: str, *numbers: int) -> str:
        urls = "".join(
            f"<url><loc>{site.url}/{number}</loc><news><publication><name>Ostholm Post</name></publication>"
            f"<publication_date>2031-05-0{number}</publication_date><title>T</title></news></url>"
            for number in numbers
        )
        return site.put(path, f"<urlset>{urls}<url><loc>/about</loc></url></urlset>".encode())

    def index(self, site, *sitemaps: tuple[str, str]) -> str:
        inner = "".join(
            f"<sitemap><loc>{site.url}{path}</loc><lastmod>{day}</lastmod></sitemap>"
            for path, day in sitemaps
        )
        return site.put("/index", f"<sitemapindex>{inner}</sitemapindex>".encode())

    def test_a_news_sitemap_is_followed_like_a_feed(self, desk, paper, site):
        paper.article(1), paper.article(2)
        (followed,) = desk.follow(self.put(site, "/map", 1, 2))
        assert (followed.feed.kind, followed.feed.title) == (FeedKind.SITEMAP, "Ostholm Post")
        assert (followed.items, followed.unusable) == (2, 1)
        assert desk.sync().pages.new == 2
        assert {report.published for report in desk.reports.values()} == {"2031-05-01", "2031-05-02"}
        assert paper.asked("/about") == []

    def test_the_sitemaps_of_an_index_are_read_when_they_may_have_changed(self, desk, paper, site):
        for number in (1, 2, 3):
            paper.article(number)
        self.put(site, "/news-a", 1)
        self.put(site, "/news-b", 2)
        url = self.index(site, ("/news-a", "2031-05-02"), ("/news-b", "2031-03-01"))
        (followed,) = desk.follow(url)
        assert followed.feed.kind is FeedKind.INDEX
        total = desk.sync()
        assert (total.feeds, total.pages.new) == (1, 2)
        self.put(site, "/news-a", 1, 3)
        assert desk.sync().pages.new == 1
        assert (len(paper.asked("/news-a")), len(paper.asked("/news-b"))) == (2, 1)
        assert desk.shelf.feed(url).reports == 3

    def test_one_broken_sitemap_leaves_the_others(self, desk, paper, site):
        paper.article(1)
        self.put(site, "/news-a", 1)
        url = self.index(site, ("/news-a", "2031-05-02"), ("/news-none", "2031-05-02"))
        desk.follow(url)
        total = desk.sync()
        assert (total.failed, total.pages.new) == (0, 1)
        assert any(event.url.endswith("/news-none") and event.problem for event in desk.events)
        assert desk.shelf.feed(url).failures == 0


class TestFeedHealth:
    def test_failures_in_a_row_are_counted_and_end_with_a_success(self, desk, paper):
        url = paper.rss(1)
        paper.article(1)
        desk.follow(url)
        paper.site.put("/feed", status=404)
        for failures in (1, 2):
            assert desk.sync().failed == 1
            feed = desk.shelf.feed(url)
            assert (feed.failures, feed.problem) == (failures, "no such page (HTTP 404)")
            assert feed.last_try > feed.last_success
        paper.rss(1)
        desk.sync()
        assert (desk.shelf.feed(url).failures, desk.shelf.feed(url).problem) == (0, None)

    def test_one_that_fails_on_and_on_is_asked_more_rarely_and_never_dropped(self, desk, paper):
        url = paper.rss()
        desk.follow(url)
        paper.site.put("/feed", b"<rss>", content_type="application/rss+xml")
        asked = []
        for _ in range(24 * 7):
            before = len(paper.asked("/feed"))
            desk.sync()
            if len(paper.asked("/feed")) > before:
                asked.append(desk.clock.passed)
            desk.clock.pass_(hours=1)
        pauses = [round((later - earlier) / 3600) for earlier, later in pairwise(asked)]
        assert pauses[:7] == [1, 1, 1, 2, 4, 8, 16]
        assert set(pauses[7:]) == {24}
        assert desk.shelf.feed(url).failures == len(asked)

    def test_its_items_are_still_fetched(self, desk, paper):
        paper.article(1)
        desk.follow(paper.rss(1))
        paper.site.put("/feed", status=404)
        total = desk.sync()
        assert (total.failed, total.pages.new) == (1, 1)

    def test_one_that_becomes_a_page_has_failed(self, desk, paper):
        url = paper.rss(1)
        desk.follow(url)
        paper.site.put("/feed", b"<html><body>We are down.</body></html>", content_type="text/html")
        desk.sync()
        assert desk.shelf.feed(url).failures == 1

    def test_one_that_has_moved_for_good_is_asked_where_it_is(self, desk, paper):
        url = paper.rss()
        desk.follow(url)
        paper.site.put("/feed", status=301, location="/new")
        paper.rss(path="/new")
        desk.sync()
        assert desk.shelf.feed(url).moved == paper.site.url + "/new"
        before = len(paper.asked("/feed"))
        desk.sync()
        assert len(paper.asked("/feed")) == before
        assert len(paper.asked("/new")) == 2

    def test_one_that_has_moved_for_now_is_not(self, desk, paper):
        url = paper.rss()
        desk.follow(url)
        paper.site.put("/feed", status=302, location="/new")
        paper.rss(path="/new")
        desk.sync()
        assert desk.shelf.feed(url).moved is None

    def test_one_that_is_gone_from_there_is_looked_for_where_it_was(self, desk, paper):
        url = paper.site.put("/feed", status=308, location="/new")
        paper.rss(path="/new")
        assert desk.following(url).moved == paper.site.url + "/new"
        paper.site.put("/new", status=410)
        paper.rss()
        desk.sync()
        desk.sync()
        assert desk.shelf.feed(url).failures == 0

    def test_one_that_asks_for_time_is_given_it(self, desk, paper):
        url = paper.rss()
        desk.follow(url)
        paper.site.put("/feed", status=503, retry_after="3600")
        assert desk.sync().failed == 1
        desk.clock.pass_(minutes=30)
        total = desk.sync()
        assert (total.feeds, total.failed) == (0, 0)
        assert len(paper.asked("/feed")) == 2
        desk.clock.pass_(minutes=31)
        assert desk.sync().feeds == 1

    def test_the_next_program_gives_it_that_time_too(self, desk, make_desk, paper):
        desk.follow(paper.rss())
        paper.site.put("/feed", status=503, retry_after="3600")
        desk.sync()
        next_one = make_desk()
        next_one.shelf = desk.shelf
        next_one.clock.pass_(minutes=30)
        assert next_one.sync().feeds == 0
        next_one.clock.pass_(minutes=31)
        assert next_one.sync().feeds == 1

    def test_one_that_redirects_for_ever_has_failed(self, desk, paper):
        url = paper.rss()
        desk.follow(url)
        paper.site.put("/feed", status=302, location="/feed")
        desk.sync()
        assert "redirects more than" in desk.shelf.feed(url).problem


class TestStopping:
    def test_a_feed_that_is_no_longer_followed_is_not_asked(self, desk, paper):
        url = paper.rss(1)
        desk.follow(url)
        assert desk.shelf.drop_feed(url)
        assert desk.sync().feeds == 0
        assert len(paper.site.asked) == 1

    def test_being_told_to_stop_keeps_the_report_in_hand_and_loses_nothing(self, desk, paper):
        for number in range(4):
            paper.article(number)
        desk.follow(paper.rss(*range(4)))
        keep, kept = desk.keep, []

        def interrupted(document):
            desk.mailbox.stop()
            kept.append(keep(document))
            return kept[-1]

        round = Round(desk.shelf, interrupted, desk.crawler, desk.clock, desk.manners.max_bytes)
        assert len([event for event in round.events() if event.intake]) == 1
        assert list(states(desk).values()).count(ItemState.KEPT) == 1
        assert list(states(desk).values()).count(ItemState.WAITING) == 3
        assert len(desk.shelf.log) <= len(paper.site.asked)

    def test_what_a_feed_named_is_known_before_it_is_fetched(self, desk, make_desk, paper):
        for number in range(3):
            paper.article(number)
        desk.follow(paper.rss())
        paper.rss(*range(3), etag='"a"')
        keep = desk.keep

        def interrupted(document):
            desk.mailbox.stop()
            return keep(document)

        desk.keep = interrupted
        assert desk.sync().pages.new == 1
        paper.site.put("/feed", status=304)
        next_one = make_desk()
        next_one.shelf = desk.shelf
        assert next_one.sync().pages.new == 2

    def test_what_is_left_is_taken_up_by_the_next(self, desk, make_desk, paper):
        for number in range(3):
            paper.article(number)
        desk.follow(paper.rss(*range(3), etag='"a"'))
        next_one = make_desk()
        next_one.shelf = desk.shelf  # the ledger is all that is left
        next_one.crawler.note = desk.shelf.record
        paper.site.put("/feed", status=304)
        assert next_one.sync().pages.new == 3


def test_a_round_that_broke_off_leaves_nothing_to_the_next(desk, paper):
    for number in range(3):
        paper.article(number)
    desk.follow(paper.rss(*range(3)))

    def full(document):
        raise UnwritableLedger("sayso.db", "the disk is full", "make room")

    keep, desk.keep = desk.keep, full
    with pytest.raises(UnwritableLedger):
        desk.sync()
    desk.keep = keep
    total = desk.sync()
    assert (total.feeds, total.pages.new, total.pages.all) == (1, 3, 3)


def test_what_an_ended_round_was_still_fetching_is_not_read_twice(make_desk, paper):
    desk = make_desk(pause_seconds=0)
    slow, later = threading.Event(), f"{paper.site.url.replace('127.0.0.1', 'localhost')}/slow"
    for number in (1, 2):
        paper.article(number)
    article = paper.site.pages["/2"]
    paper.site.put_function("/slow", lambda handler: (slow.wait(20), article(handler)))
    desk.follow(paper.rss(1, entries=f"<item><link>{later}</link></item>"))
    feed = paper.site.pages["/feed"]

    def full(document):
        paper.site.put_function("/feed", lambda handler: (slow.set(), feed(handler)))
        raise UnwritableLedger("sayso.db", "the disk is full", "make room")

    keep, desk.keep = desk.keep, full
    with pytest.raises(UnwritableLedger):
        desk.sync()
    desk.keep = keep
    assert desk.sync().pages.all == 2


def test_a_private_address_in_a_feed_is_refused_for_good(make_desk, paper):
    desk = make_desk()
    desk.follow(paper.rss(1))
    guarded = make_desk(allow_private=False)
    guarded.shelf.kept_items = desk.shelf.kept_items
    assert guarded.sync().pages.refused == 1
    assert paper.site.asked == [("/feed", paper.site.asked[0][1])]
    (refused,) = guarded.refusals.values()
    assert isinstance(refused, Unreachable)
    assert "not a public address" in refused.problem

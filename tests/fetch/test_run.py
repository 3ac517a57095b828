"""The whole errand against a site that behaves, and one that does not."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from loopback import PAGE, Errand, FakeClock, Handler, Site, responses, unused_port

from onrecord.errors import InputError, OnRecordError, RecordBusy, SettingsError
from onrecord.fetch import FetchOptions, Kind, Outcome, fetch
from onrecord.fetch.memory import Memory


def log_lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / ".fetch" / "log.jsonl").read_text().splitlines()]


# -- pages ---------------------------------------------------------------------------------


def test_page_is_stored_as_it_came_with_its_request(site: Site, errand: Errand) -> None:
    address = site.page("/a", ETag='"v1"')
    report = errand(address, contact="desk@example.org")
    assert report.outcomes == {Outcome.STORED: 1}
    ((target, head, payload),) = responses(errand.folder)
    assert (target, head["WARC-Date"], payload) == (address, "2031-03-01T12:00:02Z", PAGE)
    from warcio.archiveiterator import ArchiveIterator

    with (errand.folder / report.warcs[0]).open("rb") as file:
        records = [(r.rec_type, r.http_headers) for r in ArchiveIterator(file)]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request"]
    assert records[1][1].get_header("ETag") == '"v1"'
    assert records[2][1].get_header("User-Agent").endswith("(contact: desk@example.org)")
    assert records[2][1].get_header("Host") == f"127.0.0.1:{site.port}"


def test_fragment_is_not_another_page(site: Site, errand: Errand) -> None:
    errand(site.page("/a") + "#top", site.url("/a") + "#end")
    assert site.paths() == ["/a"]


def test_packed_page_is_stored_packed(site: Site, errand: Errand) -> None:
    packed = gzip.compress(PAGE)
    errand(site.page("/a", packed, Content_Encoding="gzip"))
    ((_, _, payload),) = responses(errand.folder)
    assert payload == packed


def test_chunk_marks_are_not_stored(site: Site, errand: Errand) -> None:
    def chunked(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.raw(b"5\r\n<p>Ve\r\n7\r\nlia</p>\r\n0\r\n\r\n")

    errand(site.on("/a", chunked))
    ((_, _, payload),) = responses(errand.folder)
    assert payload == b"<p>Velia</p>"


def test_wrong_charset_is_stored_untouched(site: Site, errand: Errand) -> None:
    body = "<p>Premiér Öz</p>".encode("cp1250")
    errand(site.page("/a", body, Content_Type="text/html; charset=utf-8"))
    assert responses(errand.folder)[0][2] == body


def test_error_pages_are_logged_and_not_stored(site: Site, errand: Errand) -> None:
    site.page("/oops", b"broken", 500)
    report = errand(site.url("/gone"), site.url("/oops"), site.page("/nothing", b""))
    assert errand.outcomes == {"/gone": "missing", "/oops": "error", "/nothing": "empty"}
    assert responses(errand.folder) == []
    assert report.in_vain
    assert len(site.headers("/oops")) == 1


def test_huge_page_is_cut_and_marked(site: Site, errand: Errand) -> None:
    errand(site.page("/a", b"x" * 300_000), max_bytes=100_000)
    ((_, head, payload),) = responses(errand.folder)
    assert (head["WARC-Truncated"], len(payload)) == ("length", 100_000)
    assert (errand.last.outcome, errand.last.cut) == (Outcome.TRUNCATED, "length")


def test_packed_bomb_is_not_stored(site: Site, errand: Errand) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    errand(site.page("/a", bomb, Content_Encoding="gzip"), max_bytes=1_000_000)
    assert errand.last.outcome is Outcome.TOO_LARGE
    assert responses(errand.folder) == []


def test_page_that_ends_early_is_asked_again_then_kept_as_cut(site: Site, errand: Errand) -> None:
    site.page("/a", b"<p>half", Content_Length="900")
    errand(site.url("/a"), retries=1)
    assert len(site.headers("/a")) == 2
    ((_, head, payload),) = responses(errand.folder)
    assert (head["WARC-Truncated"], payload) == ("disconnect", b"<p>half")
    site.page("/a")
    errand(site.url("/a"))
    assert errand.last.outcome is Outcome.STORED


def test_images_and_unknown_packing_are_not_read(site: Site, errand: Errand) -> None:
    site.page("/i", b"\x89PNG", Content_Type="image/png")
    site.page("/b", b"zzz", Content_Encoding="br")
    errand(site.url("/i"), site.url("/b"))
    assert errand.outcomes == {"/i": "unwanted", "/b": "unwanted"}


def test_full_file_is_followed_by_another(
    site: Site, errand: Errand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.fetch.archive.MAX_BYTES", 100)
    addresses = [site.page(f"/{number}") for number in range(3)]
    report = errand(*addresses, delay=0)
    assert len(set(report.warcs)) == 3
    assert sorted(target for target, _, _ in responses(errand.folder)) == addresses
    assert errand(*addresses).outcomes == {Outcome.KNOWN: 3}


# -- a site that misbehaves ----------------------------------------------------------------


@pytest.mark.parametrize(
    "garbage", [b"ICY 999 what\r\n\r\n", b"\0\0\0\0\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b""]
)
def test_what_is_not_http_is_unreachable(site: Site, errand: Errand, garbage: bytes) -> None:
    errand(site.on("/a", lambda handler: handler.raw(garbage)), retries=1)
    assert errand.last.outcome is Outcome.UNREACHABLE
    assert len(site.headers("/a")) == 2


def test_dripping_headers_end_at_the_limit(site: Site, errand: Errand) -> None:
    def drip(handler: Handler) -> None:
        handler.raw(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not site.over.wait(0.05):
            handler.raw(b"x")

    begun = time.monotonic()
    errand(site.on("/a", drip), timeout=0.4, retries=0)
    assert errand.last.outcome is Outcome.TIMEOUT
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("length", ["900000", None])
def test_dripping_body_is_kept_as_far_as_it_came(site: Site, errand: Errand, length: str | None) -> None:
    def drip(handler: Handler) -> None:
        handler.raw(b"HTTP/1.1 200 OK\r\n" + (f"Content-Length: {length}\r\n" if length else "").encode())
        handler.raw(b"\r\n")
        while not site.over.wait(0.05):
            handler.raw(b"x")

    errand(site.on("/a", drip), timeout=0.4, retries=0)
    assert (errand.last.outcome, errand.last.cut) == (Outcome.TRUNCATED, "time")
    assert 1 <= len(responses(errand.folder)[0][2]) < 40


def test_silent_site_times_out(site: Site, errand: Errand) -> None:
    errand(site.on("/a", lambda handler: site.over.wait(3) and None), timeout=0.3, retries=0)
    assert errand.last.outcome is Outcome.TIMEOUT


def test_closed_port_is_unreachable_after_retries(errand: Errand) -> None:
    errand(f"http://127.0.0.1:{unused_port()}/a", retries=2, backoff=5, delay=2)
    # its robots.txt could not be had either, and that is what is told
    assert errand.last.outcome is Outcome.UNCLEAR
    assert errand.clock.waits == [5, 10]


def test_a_host_that_keeps_failing_is_left(site: Site, errand: Errand) -> None:
    for number in range(6):
        site.on(f"/{number}", lambda handler: handler.raw(b"no"))
    errand(*[site.url(f"/{number}") for number in range(6)], retries=0)
    assert [str(v.outcome) for v in errand.visits] == ["unreachable"] * 3 + ["busy"] * 3
    assert len(site.paths()) == 3


# -- being told to wait --------------------------------------------------------------------


def flaky(site: Site, path: str, failures: int, status: int, **headers: str) -> str:
    left = [failures]

    def behave(handler: Handler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            handler.answer(status, b"", **headers)
        else:
            handler.answer(200, PAGE)

    return site.on(path, behave)


def gaps(site: Site) -> list[float]:
    return [later - sooner for sooner, later in zip(site.times, site.times[1:], strict=False)]


def test_retry_after_is_waited_for(site: Site, errand: Errand) -> None:
    errand(flaky(site, "/a", 1, 429, Retry_After="40"), backoff=1)
    assert errand.last.outcome is Outcome.STORED
    assert gaps(site) == [2, 40]


def test_waits_double_without_retry_after(site: Site, errand: Errand) -> None:
    errand(flaky(site, "/a", 2, 503), backoff=7)
    assert errand.last.outcome is Outcome.STORED
    assert gaps(site) == [2, 7, 14]


def test_too_long_a_retry_after_ends_the_host_for_now(site: Site, errand: Errand) -> None:
    errand(flaky(site, "/a", 1, 503, Retry_After="7200"), site.page("/b"))
    assert errand.outcomes == {"/a": "busy", "/b": "busy"}
    assert site.paths() == ["/a"]
    errand(site.url("/a"), site.url("/b"))
    assert errand.outcomes == {"/a": "stored", "/b": "stored"}


def test_tries_end(site: Site, errand: Errand) -> None:
    errand(flaky(site, "/a", 99, 503), retries=2)
    assert (errand.last.outcome, errand.last.tries, errand.last.status) == (Outcome.BUSY, 3, 503)


# -- spacing -------------------------------------------------------------------------------


def test_requests_to_one_host_are_spaced(site: Site, errand: Errand) -> None:
    errand(*[site.page(f"/{number}") for number in range(4)], delay=3)
    assert gaps(site) == [3, 3, 3, 3]


def test_redirects_and_missing_pages_are_spaced_too(site: Site, errand: Errand) -> None:
    site.page("/old", b"", 301, Location="/new")
    errand(site.url("/old"), site.url("/none"), site.page("/new2"))
    assert gaps(site) == [2, 2, 2, 2]


def test_other_hosts_are_asked_while_one_rests(site: Site, errand: Errand) -> None:
    site.page("/a"), site.page("/b")
    errand(*[site.url(path, host) for host in ("one.test", "two.test") for path in ("/a", "/b")], delay=4)
    names = [host.partition(".")[0] + path for host, path, _ in site.asked]
    assert names == ["one/robots.txt", "two/robots.txt", "one/a", "two/a", "one/b", "two/b"]
    assert errand.clock.waits == [4, 4]


@pytest.mark.parametrize(("asked", "gap"), [("7", 7), ("0.5", 2), ("9999", 30), ("soon", 2)])
def test_crawl_delay_is_honoured_up_to_a_bound(site: Site, errand: Errand, asked: str, gap: float) -> None:
    site.page("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    errand(site.page("/a"), site.page("/b"), delay=2, max_wait=30)
    assert gaps(site) == [gap, gap]


# -- robots.txt ----------------------------------------------------------------------------


def test_robots_forbids_by_path_and_is_asked_once(site: Site, errand: Errand) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private/\nAllow: /private/open\n")
    errand(site.page("/private/a"), site.page("/private/open"), site.page("/b"))
    assert errand.outcomes == {"/private/a": "disallowed", "/private/open": "stored", "/b": "stored"}
    assert len(site.headers("/robots.txt")) == 1


def test_robots_rules_for_this_program_come_first(site: Site, errand: Errand) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /x\n")
    errand(site.page("/a"), site.page("/x"))
    assert errand.outcomes == {"/a": "stored", "/x": "disallowed"}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "stored"), (403, "stored"), (429, "unclear"), (500, "unclear"), (503, "unclear")],
)
def test_robots_that_is_missing_allows_and_that_fails_forbids(
    site: Site, errand: Errand, status: int, outcome: str
) -> None:
    site.page("/robots.txt", b"", status)
    errand(site.page("/a"))
    assert errand.outcomes == {"/a": outcome}


def test_robots_without_answer_forbids(site: Site, errand: Errand) -> None:
    site.on("/robots.txt", lambda handler: site.over.wait(2) and None)
    errand(site.page("/a"), timeout=0.2, retries=0)
    assert errand.outcomes == {"/a": "unclear"}
    assert "no answer" in str(errand.last.detail)
    assert site.paths() == []


def test_robots_is_followed_to_where_it_redirects(site: Site, errand: Errand) -> None:
    site.page("/robots.txt", b"", 302, Location="/rules.txt")
    site.page("/rules.txt", b"User-agent: *\nDisallow: /a\n")
    errand(site.page("/a"))
    assert errand.outcomes == {"/a": "disallowed"}


def test_robots_that_redirects_without_end_counts_as_missing(site: Site, errand: Errand) -> None:
    site.page("/robots.txt", b"", 302, Location="/robots.txt")
    errand(site.page("/a"))
    assert errand.outcomes == {"/a": "stored"}
    assert len(site.headers("/robots.txt")) == 6


def test_robots_of_another_site_is_asked_before_a_redirect_goes_there(site: Site, errand: Errand) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
    site.page("/go", b"", 302, Location=site.url("/closed", "two.test"))
    errand(site.url("/go", "one.test"))
    assert errand.outcomes == {"/go": "disallowed"}
    assert site.paths() == ["/go"]


# -- redirects -----------------------------------------------------------------------------


def test_redirect_is_followed_and_noted(site: Site, errand: Errand) -> None:
    site.page("/old", b"", 301, Location="new?x=1#part")
    errand(site.url("/old"), site.page("/new?x=1") and site.url("/old"))
    assert errand.last.final == site.url("/new?x=1")
    assert responses(errand.folder)[0][0] == site.url("/new?x=1")


def test_redirects_in_a_circle_or_without_end_are_left(site: Site, errand: Errand) -> None:
    site.page("/a", b"", 302, Location="/b")
    site.page("/b", b"", 302, Location="/a")
    for number in range(9):
        site.page(f"/{number}", b"", 302, Location=f"/{number + 1}")
    errand(site.url("/a"), site.url("/0"), max_redirects=4)
    assert errand.outcomes == {"/a": "redirects", "/0": "redirects"}
    assert site.paths().count("/4") == 1
    assert "/5" not in site.paths()


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://files.test/a", "javascript:alert(1)", "http://me:pw@host.test/"]
)
def test_redirect_out_of_the_web_is_refused(site: Site, errand: Errand, target: str) -> None:
    errand(site.page("/a", b"", 302, Location=target))
    assert errand.last.outcome is Outcome.REFUSED


def test_two_addresses_that_lead_to_one_page_store_it_once(site: Site, errand: Errand) -> None:
    site.page("/x", b"", 302, Location="/page")
    site.page("/y", b"", 302, Location="/page")
    site.page("/page")
    errand(site.url("/x"), site.url("/y"))
    assert errand.outcomes == {"/x": "stored", "/y": "known"}
    assert site.paths().count("/page") == 1


# -- again ---------------------------------------------------------------------------------


def test_stored_pages_are_not_asked_for_again(site: Site, errand: Errand) -> None:
    address = site.page("/a")
    errand(address)
    report = errand(address)
    assert report.outcomes == {Outcome.KNOWN: 1}
    assert not report.warcs
    assert site.paths() == ["/a"]


def conditional(site: Site, path: str, tag: str, body: bytes = PAGE) -> str:
    def behave(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.answer(304, ETag=tag)
        else:
            handler.answer(200, body, ETag=tag, Last_Modified="Sat, 01 Mar 2031 08:00:00 GMT")

    return site.on(path, behave)


def test_recheck_asks_conditionally_and_stores_what_changed(site: Site, errand: Errand) -> None:
    address = conditional(site, "/a", '"1"')
    errand(address)
    for _ in range(2):
        assert errand(address, recheck=True).outcomes == {Outcome.UNCHANGED: 1}
    assert site.headers("/a")[-1]["If-Modified-Since"] == "Sat, 01 Mar 2031 08:00:00 GMT"
    conditional(site, "/a", '"2"', PAGE + b"<p>More.</p>")
    assert errand(address, recheck=True).outcomes == {Outcome.STORED: 1}
    assert len(responses(errand.folder)) == 2
    assert errand(address, recheck=True).outcomes == {Outcome.UNCHANGED: 1}


def test_page_sent_again_the_same_is_not_stored_twice(site: Site, errand: Errand) -> None:
    address = site.page("/a")
    errand(address)
    assert errand(address, recheck=True).outcomes == {Outcome.UNCHANGED: 1}
    assert len(responses(errand.folder)) == 1


def test_304_that_nobody_asked_for_is_an_error(site: Site, errand: Errand) -> None:
    errand(site.page("/a", b"", 304))
    assert errand.last.outcome is Outcome.ERROR


def test_failed_recheck_does_not_undo_what_is_held(site: Site, errand: Errand) -> None:
    address = site.page("/a")
    errand(address)
    site.page("/a", b"", 500)
    errand(address, recheck=True)
    assert errand(address).outcomes == {Outcome.KNOWN: 1}


def test_page_whose_file_was_removed_is_fetched_anew(site: Site, errand: Errand) -> None:
    address = site.page("/a")
    report = errand(address)
    (errand.folder / report.warcs[0]).unlink()
    assert errand(address).outcomes == {Outcome.STORED: 1}


# -- feeds and lists -----------------------------------------------------------------------


def test_feed_brings_its_articles_with_relative_links(site: Site, errand: Errand) -> None:
    site.page("/news/a"), site.page("/b")
    errand(site.feed("/news/feed.xml", "a", "/b", site.url("/b")))
    assert errand.outcomes == {"/news/a": "stored", "/b": "stored", "/news/feed.xml": "listing"}
    assert errand.visits[0].found_in == site.url("/news/feed.xml")
    assert [target for target, _, _ in responses(errand.folder)] == [site.url("/news/a"), site.url("/b")]


def test_atom_feed_by_its_root_whatever_its_type(site: Site, errand: Errand) -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><link href="a"/></entry></feed>'
    site.page("/feed", atom.encode(), Content_Type="text/plain")
    site.page("/a")
    errand(site.url("/feed"))
    assert errand.outcomes == {"/a": "stored", "/feed": "listing"}


def test_unchanged_feed_is_not_sent_again_once_all_is_settled(site: Site, errand: Errand) -> None:
    site.page("/a")
    feed = b"<rss><channel><item><link>/a</link></item><item><link>/gone</link></item></channel></rss>"
    address = conditional(site, "/feed", '"f"', feed)
    errand(address)
    assert errand(address).outcomes == {Outcome.UNCHANGED: 1}
    assert errand.last.kind is Kind.FEED
    assert errand(address).outcomes == {Outcome.UNCHANGED: 1}


def test_feed_with_an_article_still_to_try_is_read_again(site: Site, errand: Errand) -> None:
    flaky(site, "/a", 1, 503)
    feed = b'<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>'
    address = conditional(site, "/feed", '"f"', feed)
    errand(address, retries=0)
    assert errand.outcomes == {"/a": "busy", "/feed": "listing"}
    errand(address)
    assert errand.outcomes == {"/a": "stored", "/feed": "listing"}


def test_article_that_its_feed_says_is_newer_is_asked_for_again(site: Site, errand: Errand) -> None:
    site.page("/a")
    entry = '<rss version="2.0"><channel><item><link>/a</link><pubDate>{}</pubDate></item></channel></rss>'
    site.page("/feed", entry.format("Sat, 01 Mar 2031 10:00:00 GMT").encode())
    errand(site.url("/feed"))
    errand(site.url("/feed"))
    assert errand.outcomes["/a"] == "known"
    site.page("/feed", entry.format("Sat, 01 Mar 2031 16:00:00 GMT").encode())
    site.page("/a", PAGE + b"update")
    errand(site.url("/feed"))
    assert errand.outcomes["/a"] == "stored"


def test_only_so_many_articles_of_a_feed(site: Site, errand: Errand) -> None:
    for number in range(5):
        site.page(f"/{number}")
    errand(site.feed("/feed", *[f"/{number}" for number in range(5)]), per_listing=2)
    assert sorted(errand.outcomes) == ["/0", "/1", "/feed"]
    assert errand.last.detail == "3 more left out"


def test_feed_in_a_feed_is_not_followed(site: Site, errand: Errand) -> None:
    site.feed("/inner", "/a")
    errand(site.feed("/outer", "/inner", "/outer"))
    assert errand.outcomes == {"/inner": "unwanted", "/outer": "listing"}


def test_address_that_no_file_can_hold_is_refused_and_logged(site: Site, errand: Errand) -> None:
    body = "<rss><channel><item><link>http://a.test/&#xD800;</link></item></channel></rss>"
    errand(site.page("/feed", body.encode()), "http://b.test/\udcff")
    assert sorted(errand.outcomes.values()) in (["listing", "refused"], ["listing", "refused", "refused"])
    assert log_lines(errand.folder)


def test_long_feed_is_read_up_to_a_limit(site: Site, errand: Errand) -> None:
    site.page("/a")
    body = b"<rss><channel><item><link>/a</link></item>" + b" " * 2_000_000 + b"<item><link>/b</link></item>"
    errand(site.page("/feed", body + b"</channel></rss>"))
    assert errand.outcomes == {"/a": "stored", "/feed": "listing"}
    assert "only its first" in str(errand.last.detail)


def test_feed_that_declares_entities_is_not_expanded(site: Site, errand: Errand) -> None:
    body = b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><link>/x</link></item></channel></rss>'
    errand(site.page("/feed", body))
    assert errand.outcomes == {"/feed": "listing"}
    assert errand.last.detail == "its XML declares entities"


def test_opml_on_the_web_and_within_itself(site: Site, errand: Errand) -> None:
    site.page("/a")
    site.feed("/feed", "/a")
    opml = (
        '<opml version="2.0"><body><outline text="World"><outline text="Deep">'
        '<outline type="rss" xmlUrl="/feed"/></outline></outline>'
        '<outline type="include" url="more.opml"/></body></opml>'
    )
    site.page("/list.opml", opml.encode(), Content_Type="text/x-opml")
    site.page("/more.opml", b'<opml><body><outline xmlUrl="/feed"/><outline url="/list.opml"/></body></opml>')
    errand(site.url("/list.opml"))
    assert errand.outcomes == {
        "/more.opml": "listing",
        "/a": "stored",
        "/feed": "listing",
        "/list.opml": "listing",
    }


def test_opml_and_plain_list_in_files(site: Site, errand: Errand, tmp_path: Path) -> None:
    site.page("/a"), site.page("/b")
    opml, plain = tmp_path / "feeds.opml", tmp_path / "list.txt"
    opml.write_text(
        f'<?xml version="1.0"?><opml><body><outline xmlUrl="{site.feed("/f", "/a")}"/></body></opml>'
    )
    plain.write_text(f"# mine\n{site.url('/b')}\n\n")
    errand(str(opml), str(plain))
    assert errand.outcomes == {"/b": "stored", "/a": "stored", "/f": "listing"}


# -- interruption --------------------------------------------------------------------------


class Stop(KeyboardInterrupt):
    pass


def test_interrupted_run_goes_on_where_it_was(site: Site, errand: Errand) -> None:
    for number in range(4):
        site.page(f"/{number}")
    feed = "".join(f"<item><link>/{number}</link></item>" for number in range(4))
    address = conditional(site, "/feed", '"f"', f"<rss><channel>{feed}</channel></rss>".encode())
    site.on("/2", lambda handler: handler.answer(200, PAGE))

    def stop_at_two(seconds: float) -> None:
        FakeClock.sleep(errand.clock, seconds)
        if site.paths()[-1:] == ["/1"]:
            raise Stop

    errand.clock.sleep = stop_at_two  # type: ignore[method-assign]
    with pytest.raises(Stop):
        errand(address)
    del errand.clock.sleep
    report = errand(address)
    assert report.outcomes == {Outcome.KNOWN: 2, Outcome.STORED: 2, Outcome.LISTING: 1}
    assert len(responses(errand.folder)) == 4
    assert [path for path in site.paths() if path in ("/0", "/1")] == ["/0", "/1"]
    assert errand(address).outcomes == {Outcome.UNCHANGED: 1}


def test_record_and_line_cut_short_by_a_kill_are_mended(site: Site, errand: Errand) -> None:
    report = errand(site.page("/a"))
    warc, log = errand.folder / report.warcs[0], errand.folder / ".fetch" / "log.jsonl"
    whole = warc.read_bytes()
    warc.write_bytes(whole + gzip.compress(b"WARC/1.0\r\nWARC-Type: response")[:-9])
    log.write_bytes(log.read_bytes() + b'{"at":"2031-03-01T1')
    assert errand(site.url("/a")).outcomes == {Outcome.KNOWN: 1}
    assert warc.read_bytes() == whole
    assert log_lines(errand.folder)[-1]["outcome"] == "known"


@pytest.mark.parametrize("written", [b"", gzip.compress(b"WARC/1.0") + b"\x1f\x8b\x08"])
def test_file_of_a_run_killed_before_its_first_page_is_removed(
    site: Site, errand: Errand, written: bytes
) -> None:
    errand(site.url("/none"))
    torn = errand.folder / "onrecord-20310301T110000Z.warc.gz"
    torn.write_bytes(written)
    line = {"at": "2031-03-01T11:00:00Z", "address": torn.name, "outcome": "opened", "kind": "archive"}
    with (errand.folder / ".fetch" / "log.jsonl").open("a") as log:
        log.write(json.dumps({**line, "warc": torn.name, "end": 0}) + "\n")
    errand(site.page("/a"))
    assert not torn.exists()
    assert len(responses(errand.folder)) == 1


def test_feed_of_a_site_whose_rules_could_not_be_had_is_read_again(site: Site, errand: Errand) -> None:
    site.page("/b")
    feed = f"<rss><channel><item><link>{site.url('/b', 'two.test')}</link></item></channel></rss>"
    address = conditional(site, "/feed", '"f"', feed.encode())

    def rules(handler: Handler) -> None:
        handler.answer(500 if handler.headers["Host"].startswith("two") else 404)

    site.on("/robots.txt", rules)
    errand(address)
    assert errand.outcomes == {"/b": "unclear", "/feed": "listing"}
    del site.pages["/robots.txt"]
    errand(address)
    assert errand.outcomes == {"/b": "stored", "/feed": "listing"}


def test_whole_record_that_the_log_missed_stays(site: Site, errand: Errand) -> None:
    report = errand(site.page("/a"))
    warc = errand.folder / report.warcs[0]
    warc.write_bytes(warc.read_bytes() + gzip.compress(b"mine"))
    grown = warc.read_bytes()
    errand(site.url("/a"))
    assert warc.read_bytes() == grown


def test_log_tells_every_address_and_robots(site: Site, errand: Errand) -> None:
    errand(site.page("/a"), site.url("/gone"))
    told = [(line["address"], line["outcome"]) for line in log_lines(errand.folder)]
    warc = next(errand.folder.glob("*.warc.gz")).name
    assert told == [
        (site.url("/robots.txt"), "missing"),
        (warc, "opened"),
        (site.url("/a"), "stored"),
        (site.url("/gone"), "missing"),
    ]


def test_full_disk_ends_the_run_in_plain_words_and_the_next_goes_on(
    site: Site, errand: Errand, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [site.page(f"/{number}") for number in range(3)]
    real, left = os.fsync, [5]

    def full(descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OnRecordError, match="cannot be written: No space left"):
        errand(*addresses)
    monkeypatch.undo()
    errand(*addresses)
    assert {target for target, _, _ in responses(errand.folder)} == set(addresses)
    assert errand(*addresses).outcomes == {Outcome.KNOWN: 3}


def test_robots_is_asked_again_after_a_day(site: Site, errand: Errand) -> None:
    errand(site.page("/a"), site.page("/b"), site.page("/c"), delay=50_000)
    assert len(site.headers("/robots.txt")) == 2


# -- what cannot be begun ------------------------------------------------------------------


@pytest.mark.parametrize(
    "argument", ["news.example/a", "ftp://x.test/", "file:///etc/passwd", "no-such.opml"]
)
def test_argument_that_names_nothing_is_told_before_any_request(
    site: Site, errand: Errand, argument: str
) -> None:
    with pytest.raises(InputError, match="neither a web address nor a file"):
        errand(site.page("/a"), argument)
    assert site.asked == []


def test_file_that_is_no_list_is_told(errand: Errand, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk.\n")
    with pytest.raises(InputError, match="neither OPML"):
        errand(str(path))


def test_opml_file_with_entities_is_told(errand: Errand, tmp_path: Path) -> None:
    path = tmp_path / "bad.opml"
    path.write_text(
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body>&x;</body></opml>'
    )
    with pytest.raises(InputError, match="declares entities"):
        errand(str(path))


@pytest.mark.parametrize("contact", ["me", "a\r\nX-Evil: 1", "me@example.org) (x", ""])
def test_contact_must_be_reachable_and_one_line(tmp_path: Path, contact: str) -> None:
    with pytest.raises(SettingsError):
        fetch(["http://127.0.0.1:9/"], tmp_path, FetchOptions(contact=contact))


def test_options_out_of_range_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="delay"):
        fetch(["http://127.0.0.1:9/"], tmp_path, FetchOptions(delay=-1))


def test_one_run_at_a_time_into_a_folder(site: Site, errand: Errand) -> None:
    memory = Memory(errand.folder)
    try:
        with pytest.raises(RecordBusy):
            errand(site.page("/a"))
    finally:
        memory.close()
    assert errand(site.url("/a")).outcomes == {Outcome.STORED: 1}


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(InputError, match="is a file"):
        fetch(["http://127.0.0.1:9/"], file)
    with pytest.raises(OnRecordError, match="cannot be written"):
        fetch(["http://127.0.0.1:9/"], file / "below")

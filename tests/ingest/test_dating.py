"""Pages are dated by what they say of themselves, in the publisher's own day; never by prose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.ingest import ingest, iter_inputs
from onrecord.ingest.blocks import parse
from onrecord.ingest.metadata import read_markup
from onrecord.records import DateBasis, DateValue, Document
from onrecord.settings import Settings

TITLE = "Lind signs fishing accord in Port Salem"
LEAD = (
    "Foreign Minister Ada Lind flew to Port Salem on Tuesday to sign a fishing accord with the islanders, "
    "who had asked for it since the summer and will now get patrol ships and a joint court."
)


def published(
    body: str, head: str = "", url: str | None = None, day_first: bool | None = None
) -> DateValue | None:
    source = f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return read_markup(parse(source), source, url, day_first).published


def start(body: str, head: str = "", url: str | None = None, day_first: bool | None = None) -> date | None:
    found = published(body, head, url, day_first)
    return found.start if found else None


def article(*lines: str) -> str:
    return (
        f"<h1>{TITLE}</h1>" + "".join(f"<div>{line}</div>" for line in lines) + f"<p>{LEAD}</p><p>{LEAD}</p>"
    )


def json_ld(moment: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
        f'{TITLE}", "datePublished": "{moment}"}}</script>'
    )


def test_offset_of_the_page_wins() -> None:
    assert start(article(), json_ld("2024-11-12T00:30:00+02:00")) == date(2024, 11, 12)


def test_utc_gives_way_to_the_day_the_page_prints() -> None:
    found = published(article("11 November 2024"), json_ld("2024-11-12T00:30:00Z"))
    assert found is not None
    assert (found.start, found.basis) == (date(2024, 11, 11), DateBasis.METADATA)
    assert "prints" in (found.evidence or "")


def test_utc_gives_way_to_the_same_moment_with_an_offset() -> None:
    head = json_ld("2024-11-12T00:30:00Z") + (
        '<meta property="article:published_time" content="2024-11-11T19:30:00-05:00">'
    )
    assert start(article(), head) == date(2024, 11, 11)


def test_utc_stays_where_the_printed_day_is_another_one() -> None:
    assert start(article("3 November 2024"), json_ld("2024-11-12T00:30:00Z")) == date(2024, 11, 12)


@pytest.mark.parametrize(
    "line",
    [
        "12 November 2024",
        "/ martes 12 de noviembre de 2024",
        "Mara Holt | 12 Nov 2024, 22:11 GMT+10",
        "الثلاثاء، 12 نوفمبر 2024 - 12:09 م",
        "Опубліковано: 12 листопада 2024, 14:05",
        "Publicado: 12 de novembro de 2024 às 15h30",
        "פורסם: 12 בנובמבר 2024",
        "Dienstag, 12. November 2024",
    ],
)
def test_date_line_by_the_headline_dates_the_page(line: str) -> None:
    found = published(article(line))
    assert found is not None
    assert (found.start, found.basis) == (date(2024, 11, 12), DateBasis.STAMP)


def test_wrong_weekday_dates_nothing() -> None:
    assert start(article("viernes 12 de noviembre de 2024")) is None


def test_update_is_no_publication() -> None:
    assert start(article("Updated: 14 November 2024")) is None
    assert start(article("Published: 12 November 2024", "Updated: 14 November 2024")) == date(2024, 11, 12)


def test_two_dates_by_the_headline_date_nothing() -> None:
    assert start(article("12 November 2024", "14 November 2024")) is None


def test_date_a_reader_joined_is_not_the_articles() -> None:
    assert start(article("Joined", "12 November 2017")) is None


def test_today_in_the_masthead_is_not_the_articles() -> None:
    masthead = "<h1>Harbour Gazette</h1><div>Wednesday, 13 November 2024</div>"
    assert start(masthead + "".join(f"<p>{LEAD} {n}</p>" for n in range(4))) is None


def test_dates_in_prose_and_descriptions_date_nothing() -> None:
    prose = "On 12 November 2024 she had flown home to her ministry, and nobody had met her there."
    head = '<meta name="description" content="What happened on 2024-11-12 at sea">'
    assert start(f"<h1>{TITLE}</h1><p>{prose}</p><p>{LEAD}</p>", head) is None


def test_copyright_dates_nothing() -> None:
    assert start(article("© 2024 Harbour Gazette")) is None


def test_age_is_read_from_the_markup_behind_it() -> None:
    assert start(article('<time datetime="2024-11-12T08:00:00+01:00">an hour ago</time>')) == date(
        2024, 11, 12
    )


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/world/2024/11/12/fleet-sails", date(2024, 11, 12)),
        ("https://example.org/2024-11-12/fleet", date(2024, 11, 12)),
        ("https://example.org/world/20241112/fleet", date(2024, 11, 12)),
        ("https://example.org/world/20241399/fleet", None),
        ("https://example.org/article-20241112345", None),
    ],
)
def test_address_dates_where_nothing_else_does(url: str, day: date | None) -> None:
    assert start(article(), url=url) == day


def test_other_dates_of_the_page_decide_the_order() -> None:
    assert start(article("05/11/2024") + "<div>25/10/2024</div>") == date(2024, 11, 5)
    assert start(article("05/11/2024") + "<div>10/25/2024</div>") == date(2024, 5, 11)
    assert start(article("05/11/2024")) is None


def test_title_escaped_twice_is_read() -> None:
    head = '<meta property="og:title" content="Lind&amp;#039;s accord signed">'
    source = f"<html><head>{head}</head><body><h2>Lind's accord signed</h2><p>{LEAD}</p></body></html>"
    assert read_markup(parse(source), source, None, None).title == "Lind's accord signed"


@pytest.mark.parametrize("name", ["published", "updated"])
def test_feed_date_says_which_element_gave_it(name: str, tmp_path: Path) -> None:
    entry = f"<title>{TITLE}</title><{name}>2024-11-12T08:00:00+01:00</{name}><summary>{LEAD}</summary>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><entry>{entry}</entry></feed>'
    (tmp_path / "harbour.atom").write_text(feed, encoding="utf-8")
    (item,) = iter_inputs([tmp_path / "harbour.atom"], Settings())
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    assert found.published is not None
    assert (found.published.start, found.published.evidence) == (date(2024, 11, 12), f"feed {name}")

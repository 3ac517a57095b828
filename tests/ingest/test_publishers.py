"""The table of publishers: found by address or by name, never by resemblance."""

from __future__ import annotations

import pytest

from onrecord.ingest.publishers import by_line, by_name, by_url, publishers


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/x", "Reuters"),
        ("edition.cnn.com/2023/07/14", "CNN"),
        ("http://ynet.co.il:80/", "Ynet"),
        ("https://english.ahram.org.eg/News/1.aspx", "Ahram Online"),
    ],
)
def test_address_names_the_outlet(url: str, name: str) -> None:
    found = by_url(url)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "url", ["https://notreuters.com/", "https://reuters.com.example/", "https://[broken", "", "com"]
)
def test_other_addresses_name_nobody(url: str) -> None:
    assert by_url(url) is None


def test_article_case_and_punctuation_do_not_count() -> None:
    assert by_name("the JERUSALEM POST") == by_name("JPost.com") == by_name("The Jerusalem Post")
    assert by_name("Jerusalem") is None


def test_names_that_are_words_need_more_than_a_line() -> None:
    assert by_name("Report") is not None
    assert by_line("Report") is None


def test_no_domain_and_no_name_belongs_to_two() -> None:
    domains = [domain for publisher in publishers() for domain in publisher.domains]
    assert len(domains) == len(set(domains))
    owners: dict[str, str] = {}
    for publisher in publishers():
        for name in (publisher.name, *publisher.aliases):
            assert owners.setdefault(name.casefold(), publisher.name) == publisher.name
            assert by_name(name) is publisher


def test_every_row_says_where_it_is_from() -> None:
    assert len(publishers()) >= 120
    assert all(p.basis and p.domains and (p.country is None or len(p.country) == 3) for p in publishers())

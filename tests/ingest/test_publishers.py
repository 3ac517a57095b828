"""The table of publishers: found by address or by name, never by resemblance."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.ingest import RawInput, ingest
from onrecord.ingest.publishers import by_line, by_name, by_url, own_publishers, publishers
from onrecord.records import Document
from onrecord.settings import Settings

LEAD = "Foreign Minister Ada Lind flew to Port Salem on Tuesday to sign a fishing accord with the islanders."
SECOND = "The accord lets forty trawlers work the northern banks until the end of the decade, officials said."


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


def test_an_address_of_a_million_dots_names_nobody_at_once() -> None:
    assert by_url("https://" + "a." * 1_000_000 + "bbc.co.uk/") is None


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


def own(folder: Path, *rows: str, header: str = "name,domains,aliases,country,house,state_run,agency") -> str:
    path = folder / "mine.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return str(path)


def test_own_rows_are_found_and_forgotten(tmp_path: Path) -> None:
    path = own(tmp_path, "Harbour Gazette,gazette.example,HG|The Gazette,XKX,Harbour House,no,yes")
    with own_publishers((path,)):
        found = by_url("https://www.gazette.example/a")
        assert found is not None
        assert (found.name, found.house, found.agency, found.basis) == (
            "Harbour Gazette",
            "Harbour House",
            True,
            "given in mine.csv",
        )
        assert by_name("the gazette") is found
        assert by_name("Reuters") is not None
    assert by_url("https://www.gazette.example/a") is None


def test_own_row_replaces_the_one_of_that_name(tmp_path: Path) -> None:
    with own_publishers((own(tmp_path, "Reuters,reuters.com,,USA,Mine,no,yes"),)):
        found = by_name("reuters")
        assert found is not None
        assert (found.house, found.country) == ("Mine", "USA")
        assert [p.name for p in publishers()].count("Reuters") == 1


@pytest.mark.parametrize(
    ("rows", "header"),
    [((",gazette.example",), "name,domains"), (("x",), "name,colour"), (("a" * 200_000,), "name")],
)
def test_own_file_with_mistakes_is_a_settings_error(
    rows: tuple[str, ...], header: str, tmp_path: Path
) -> None:
    with (
        pytest.raises(SettingsError, match=r"mine\.csv"),
        own_publishers((own(tmp_path, *rows, header=header),)),
    ):
        pass


def test_missing_own_file_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError), own_publishers((str(tmp_path / "none.csv"),)):
        pass


def page(url: str, *paragraphs: str, settings: Settings | None = None) -> Document:
    head = f'<title>Lind signs fishing accord</title><link rel="canonical" href="{url}">'
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    source = f"<html><head>{head}</head><body><h1>Lind signs fishing accord</h1>{body}</body></html>"
    found = ingest(RawInput(path="a.html", format="html", data=source.encode()), settings or Settings())
    assert isinstance(found, Document)
    return found


def test_setting_names_the_publisher_of_a_page(tmp_path: Path) -> None:
    path = own(tmp_path, "Harbour Gazette,gazette.example,,,,,")
    assert page("https://gazette.example/a", LEAD, SECOND).publisher is None
    assert page(
        "https://gazette.example/a", LEAD, SECOND, settings=Settings(publishers=(path,))
    ).publisher == ("Harbour Gazette")


def test_repost_names_its_page_and_the_original() -> None:
    found = page("https://www.dawn.com/a", f"PORT SALEM, Nov 12 (Reuters) - {LEAD}", SECOND)
    assert (found.publisher, found.original_publisher) == ("Dawn", "Reuters")


def test_own_wire_copy_has_no_other_original() -> None:
    found = page("https://www.reuters.com/a", f"PORT SALEM, Nov 12 (Reuters) - {LEAD}", SECOND)
    assert (found.publisher, found.original_publisher) == ("Reuters", None)


def test_basis_and_items_are_of_the_known_kinds() -> None:
    kinds = {kind for p in publishers() for kind in p.basis.split("; ")}
    assert kinds == {"imprint", "owner", "state"}
    items = [p.wikidata for p in publishers() if p.wikidata]
    assert len(items) == len(set(items))
    assert all(item[0] == "Q" and item[1:].isdigit() for item in items)

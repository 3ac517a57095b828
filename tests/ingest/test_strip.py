"""Pages stripped of their markup: the article stays whole, the page around it goes."""

from __future__ import annotations

import textwrap
import time
from datetime import date
from pathlib import Path

import pytest

from onrecord.ingest.lines import script_of, split_lines
from onrecord.ingest.page import Page
from onrecord.ingest.strip import classify
from onrecord.ingest.stripped import strip_page
from onrecord.records import ZoneKind

LEAD = "Foreign Minister Ada Lind flew to Port Salem on Tuesday to sign a fishing accord with the islanders."
SECOND = "The accord lets forty trawlers work the northern banks until the end of the decade, officials said."
THIRD = "Fishermen in the capital called the terms a surrender and blocked the harbour with their boats."
PROSE = [LEAD, SECOND, THIRD]


def page(*lines: str, title: str | None = None) -> Page:
    return strip_page("\n\n".join(lines), title=title)


def kinds(*lines: str) -> list[ZoneKind | None]:
    return classify(split_lines("\n".join(lines)))


def kept(found: Page, kind: ZoneKind = ZoneKind.BODY) -> list[str]:
    return [p.text for p in found.pieces if p.kind is kind]


def test_title_is_the_headline_above_the_body() -> None:
    found = page("Lind signs fishing accord in Port Salem", *PROSE)
    assert kept(found, ZoneKind.TITLE) == ["Lind signs fishing accord in Port Salem"]
    assert kept(found) == PROSE


def test_menu_above_the_title_goes() -> None:
    found = page(
        "Skip to content", "World", "Sport & Culture", "Lind signs fishing accord in Port Salem", *PROSE
    )
    assert kept(found, ZoneKind.TITLE) == ["Lind signs fishing accord in Port Salem"]
    assert [p.text for p in found.pieces] == ["Lind signs fishing accord in Port Salem", *PROSE]


def test_headline_that_asks_is_a_headline() -> None:
    found = page("Will the new fishing accord with Port Salem hold through the winter?", *PROSE)
    assert kept(found, ZoneKind.TITLE) == [
        "Will the new fishing accord with Port Salem hold through the winter?"
    ]


def test_first_paragraph_is_not_a_title() -> None:
    assert kept(page(*PROSE), ZoneKind.TITLE) == []
    assert kept(page(*PROSE)) == PROSE


def test_given_title_is_not_repeated() -> None:
    found = page("Lind signs fishing accord", *PROSE, title="Lind signs  fishing accord")
    assert kept(found, ZoneKind.TITLE) == ["Lind signs fishing accord"]
    assert len(found.pieces) == 4


def test_subtitle_between_byline_and_body_stays() -> None:
    found = page(
        "Accord signed in Port Salem",
        "By Mara Holt",
        "Forty trawlers may now work the northern banks",
        *PROSE,
    )
    assert kept(found, ZoneKind.SUBTITLE) == ["Forty trawlers may now work the northern banks"]
    assert found.author == "Mara Holt"


@pytest.mark.parametrize(
    "line",
    [
        "Share This Article",
        "4 Min Read",
        "Leave a Reply",
        "Rated 3 out of 5 stars.",
        "Your email address will not be published.",
        "Post a Comment",
        "No comments:",
        "top of page",
        "Loading...",
        "Comments are closed.",
        "Teilen",
        "Поделиться",
        "Subscribe to our newsletter",
        "© 2024 Harbour Media. All rights reserved.",
        "https://example.org/a/b",
        "12",
        "• • •",
    ],
)
def test_furniture_below_the_body_goes(line: str) -> None:
    found = page("Lind signs fishing accord in Port Salem", *PROSE, line)
    assert [p.text for p in found.pieces] == ["Lind signs fishing accord in Port Salem", *PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Officials share the blame.",
        "Lind declined to comment.",
        "The parliament will print the accord on Friday and subscribe to its terms later, aides said.",
        "“We leave a reply to history,” she said.",
    ],
)
def test_sentences_with_furniture_words_stay(line: str) -> None:
    assert line in kept(page("Lind signs fishing accord in Port Salem", LEAD, line, SECOND))
    assert line in kept(page("Lind signs fishing accord in Port Salem", *PROSE, line))


def test_foreign_script_footer_goes_and_quotation_stays() -> None:
    quoted = "«Мы не подпишем этот договор и не уйдём из северных вод никогда», сказал вождь рыбаков."
    found = page("Lind signs fishing accord", LEAD, quoted, SECOND, THIRD, "биржа акций", "новости дня")
    assert kept(found) == [LEAD, quoted, SECOND, THIRD]


def test_heading_inside_the_body_is_a_heading() -> None:
    found = page("Lind signs fishing accord", LEAD, "Anger in the harbour", THIRD)
    assert kept(found, ZoneKind.HEADING) == ["Anger in the harbour"]


def test_list_of_links_inside_the_body_goes() -> None:
    links = [
        "Storm sinks two ferries",
        "Budget talks stall",
        "Museum reopens",
        "Cup final sold out",
        "Ministers swap posts",
    ]
    found = page("Lind signs fishing accord", LEAD, *links, SECOND, THIRD)
    assert [p.text for p in found.pieces] == ["Lind signs fishing accord", *PROSE]


def test_bulleted_list_inside_the_body_stays() -> None:
    items = [
        "- forty trawlers",
        "- two patrol ships",
        "- a joint court",
        "- shared radar",
        "- a yearly review",
    ]
    found = page("Lind signs fishing accord", LEAD, *items, SECOND)
    assert all(item in [p.text for p in found.pieces] for item in items)


def test_comments_behind_the_end_go_with_their_prose() -> None:
    found = page(
        "Lind signs fishing accord",
        *PROSE,
        "Leave a comment",
        "I have fished there for years and this is a shame, honestly.",
    )
    assert kept(found) == PROSE


def test_end_mark_before_most_of_the_text_ends_nothing() -> None:
    assert kept(page("Related", LEAD, "Related", SECOND, THIRD)) == PROSE


def test_every_piece_is_an_exact_slice() -> None:
    text = "\ufeff  Lind signs\u00a0accord \r\n\r\n\t" + LEAD + " \u00a0\r\nShare\r\n🐟 " + SECOND + "\r\n"
    for piece in strip_page(text).pieces:
        (segment,) = piece.segments
        assert text[segment.raw_start : segment.raw_end] == piece.text


def test_page_without_paragraphs_keeps_its_lines() -> None:
    assert kinds("Menu", "Accord signed", "Boats return") == [None, ZoneKind.BODY, ZoneKind.BODY]


def test_date_line_by_the_title_is_the_publication_date() -> None:
    found = page("14.11.24 08:15", "Lind signs fishing accord", *PROSE)
    assert found.published is not None
    assert found.published.start == date(2024, 11, 14)
    assert found.pieces[found.stamp or 0].kind is ZoneKind.STAMP


def test_date_in_prose_is_no_publication_date() -> None:
    assert (
        page(
            "Lind signs fishing accord",
            "On Tuesday, November 12, 2024, she flew home to her ministry.",
            *PROSE,
        ).published
        is None
    )


def test_date_line_among_links_below_is_no_publication_date() -> None:
    assert page("Lind signs fishing accord", *PROSE, "Older post", "3 May 2019").published is None


def test_two_unlabelled_dates_of_equal_rank_are_none() -> None:
    assert page("Lind signs fishing accord", "3 May 2024", "5 May 2024", *PROSE).published is None


def test_labelled_date_wins_over_the_update() -> None:
    found = page("Lind signs fishing accord", "Published: 3 May 2024", "Updated: 5 May 2024", *PROSE)
    assert found.published is not None
    assert found.published.start == date(2024, 5, 3)


def test_desk_byline_names_the_original_publisher() -> None:
    found = page("Lind signs fishing accord", "By Newsroom - Harbour Gazette", *PROSE)
    assert (found.publisher, found.original_publisher) == (None, "Harbour Gazette")


def test_staff_credit_is_a_credit_zone() -> None:
    found = page("Lind signs fishing accord", *PROSE, "Harbour Gazette Staff contributed to this report.")
    assert kept(found, ZoneKind.CREDIT) == ["Harbour Gazette Staff contributed to this report."]
    assert found.original_publisher == "Harbour Gazette"


def test_trailing_credit_stays_in_the_body_and_is_listed() -> None:
    last = "Two ships were turned back in the strait at dawn, Harbour Gazette reports."
    found = page("Lind signs fishing accord", *PROSE, last)
    (start, end) = found.pieces[-1].credits[0]
    assert found.pieces[-1].text[start:end] == "Harbour Gazette reports"
    assert found.original_publisher is None  # the last sentence is theirs, not the article


def test_person_who_said_so_is_no_credit() -> None:
    found = page(
        "Lind signs fishing accord",
        *PROSE,
        "Two ships were turned back in the strait at dawn, Ada Lind said.",
    )
    assert found.original_publisher is None
    assert not found.pieces[-1].credits


def test_masthead_names_the_publisher() -> None:
    assert page("The Guardian", "Lind signs fishing accord", *PROSE).publisher == "The Guardian"


def test_two_outlets_above_the_title_are_no_masthead() -> None:
    assert page("The Guardian", "Haaretz", "Lind signs fishing accord", *PROSE).publisher is None


SIGNED = """Norway signed a pact with Sweden on Monday. It is the first in nine years, officials said.
Ministers of both countries will meet again in the spring, they said."""


@pytest.mark.parametrize(
    ("head", "publisher", "basis", "original"),
    [
        ("Fjord Sentinel\n12 May 2031\nNorway and Sweden sign a pact", "Fjord Sentinel", "masthead", None),
        (
            "Norway and Sweden sign a pact\nBy Ada Lind\nGreat Fjord Wire\n12 May 2031",
            "Great Fjord Wire",
            "line under the byline",
            "Great Fjord Wire",
        ),
        (
            "Fjord Sentinel\nBy Ada Lind\nGreat Fjord Wire\n12 May 2031",
            "Fjord Sentinel",
            "masthead",
            "Great Fjord Wire",
        ),
        ("World News\n12 May 2031\nNorway and Sweden sign a pact", None, None, None),
        ("Norway and Sweden sign a pact\nBy Ada Lind\nSenior Online Editor\n12 May 2031", None, None, None),
        ("Fjord Sentinel\nNorway and Sweden sign a pact", None, None, None),
    ],
)
def test_line_beside_date_or_byline_that_is_called_as_outlets_are_names_one(
    head: str, publisher: str | None, basis: str | None, original: str | None
) -> None:
    page = strip_page(f"{head}\n\n{SIGNED}")
    assert (page.publisher, page.publisher_basis, page.original_publisher) == (publisher, basis, original)


def test_word_that_is_also_an_outlet_is_no_masthead() -> None:
    found = page("Time", "Report", "Lind signs fishing accord", *PROSE)
    assert (found.publisher, found.original_publisher) == (None, None)


def test_copyright_notice_names_the_publisher() -> None:
    found = page("Lind signs fishing accord", *PROSE, "© 2024 Harbour Gazette. All rights reserved.")
    assert (found.publisher, found.publisher_basis) == ("Harbour Gazette", "copyright notice")


def test_copyright_of_a_wire_service_names_the_original() -> None:
    found = page(
        "Lind signs fishing accord", *PROSE, "Copyright 2024 The Associated Press. All rights reserved."
    )
    assert (found.publisher, found.original_publisher) == (None, "Associated Press")


def test_copyright_notice_without_a_name_names_nobody() -> None:
    assert page("Lind signs fishing accord", *PROSE, "© 2024 All rights reserved").publisher is None


def test_short_opening_sentences_stay() -> None:
    found = page("Lind signs fishing accord", "The boats are back.", *PROSE)
    assert kept(found) == ["The boats are back.", *PROSE]


def test_text_broken_at_a_fixed_width_is_put_together() -> None:
    wrapped = [textwrap.fill(paragraph, 60) for paragraph in PROSE]
    text = "\n\n".join(["Lind signs fishing accord", *wrapped, "Share this article", "Leave a Reply"])
    found = strip_page(text)
    assert [p.text for p in found.pieces] == ["Lind signs fishing accord", *PROSE]
    for piece in found.pieces:
        for segment in piece.segments:
            assert piece.text[segment.start : segment.end] == text[segment.raw_start : segment.raw_end]


def test_headlines_of_one_width_are_not_put_together() -> None:
    links = [
        f"Ministers quarrel over {word} in the northern island's parliament"
        for word in ("fish", "oil", "tax", "rail")
    ]
    assert len(split_lines("\n".join([*links, LEAD]))) == 5


TEASERS = [
    "The budget of the northern province was passed at night after eleven hours of talks among ministers.",
    "A storm sank two empty ferries off the cape on Sunday, and the coast guard found both crews alive.",
    "The museum of the sea opens again in spring with a hall for whales and another for old instruments.",
]


def test_headline_said_again_begins_the_article() -> None:
    title = "Lind signs fishing accord in Port Salem"
    found = page(f"{title} - Harbour Gazette", "Home", *TEASERS, title, *PROSE[:2])
    assert kept(found, ZoneKind.TITLE) == [title]
    assert kept(found) == PROSE[:2]


def test_headline_repeated_below_the_article_begins_nothing() -> None:
    title = "Lind signs fishing accord in Port Salem"
    assert kept(page(title, *PROSE, "Comments on this", title)) == PROSE


def test_list_of_other_articles_shown_twice_goes() -> None:
    found = page("Lind signs fishing accord", *TEASERS, *PROSE, *TEASERS)
    assert kept(found) == PROSE


def test_article_shown_twice_is_kept_once() -> None:
    found = page(
        "Lind signs fishing accord", "Photo of the fleet by the quay, at dawn.", *PROSE, "Local", *PROSE
    )
    assert [line for line in kept(found) if line in PROSE] == PROSE


def test_longer_house_rules_far_below_are_not_the_article() -> None:
    rules = [
        f"Remarks of readers that {what} are taken down by the editors, who answer for them before the court "
        "and keep the address from which each of them was written for as long as the law demands."
        for what in ("insult others", "break a law")
    ]
    links = [f"Item {letter}" for letter in "abcdefghijklmn"]
    found = page("Lind signs fishing accord in Port Salem - Gazette", *PROSE, *links, *rules)
    assert kept(found) == PROSE


def test_lead_said_twice_stays_once() -> None:
    assert kept(page("Lind signs fishing accord", LEAD, "Share", "12", "Menu", LEAD, SECOND, THIRD)) == PROSE


def test_page_printed_twice_is_kept_once() -> None:
    assert kept(page("Lind signs fishing accord", *PROSE, *PROSE)) == PROSE


def test_list_that_the_text_announces_stays_at_the_end() -> None:
    items = ["forty trawlers from the northern ports", "two patrol ships", "a joint court in Port Salem"]
    found = page(
        "Lind signs fishing accord", LEAD, SECOND, "These are what the islanders have to give:", *items
    )
    assert kept(found)[-3:] == items


def test_numbered_list_at_the_end_stays_and_what_follows_goes() -> None:
    items = [f"{n}) {what}" for n, what in enumerate(("Trawlers", "Patrol ships", "The joint court"), 1)]
    found = page("Lind signs fishing accord", *PROSE, *items, "Menu", "Home", "World")
    assert kept(found) == [*PROSE, *items]


def test_unannounced_links_at_the_end_go() -> None:
    assert (
        kept(page("Lind signs fishing accord", *PROSE, "Storm sinks two ferries", "Museum reopens")) == PROSE
    )


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter and read about the fleet before anybody else does.",
        "We use cookies to remember which harbour you come from, and by reading on you agree.",
        "MINISTERS SWAP POSTS AFTER A LONG NIGHT",
        "alert amity animals arbour autumn bakery banks beaches bells boats bridges budget buoys cabins "
        "canals cargo coast cod courts crews docks eels ferries fishing fleets fog gales",
    ],
)
def test_paragraphs_that_are_furniture_go(line: str) -> None:
    assert kept(page("Lind signs fishing accord", LEAD, SECOND, THIRD, "Share", line)) == PROSE


def test_last_sentence_that_begins_with_about_stays() -> None:
    last = "About forty boats came."
    assert kept(page("Lind signs fishing accord", *PROSE, last)) == [*PROSE, last]


def test_line_that_names_a_photographer_is_a_caption() -> None:
    caption = "Trawlers leave Port Salem at dawn (AP Photo/Mara Holt)"
    found = page("Lind signs fishing accord", LEAD, caption, SECOND, THIRD)
    assert kept(found, ZoneKind.CAPTION) == [caption]
    assert kept(found) == PROSE


def test_latin_lines_inside_another_script_stay() -> None:
    first = "Министр Ада Линд прилетела во вторник в Порт-Салем, чтобы подписать договор о рыбной ловле."
    second = "Договор позволяет сорока судам ловить рыбу на северных банках до конца десятилетия."
    assert "Port Salem Fishing Accord, final text." in kept(
        page(first, "Port Salem Fishing Accord, final text.", second)
    )


@pytest.mark.parametrize(
    "line", ["The boats left the port of Salem today.", "The boats are back", "! " * 40, "1) a"]
)
def test_page_of_one_line_again_and_again_is_read_in_time(line: str) -> None:
    started = time.process_time()
    page(*[line] * 5000)
    assert time.process_time() - started < 5


def test_script_is_told_from_letters_alone() -> None:
    assert (script_of("2024"), script_of("ნავთობი 5"), script_of("港口")) == (None, "GEORGIAN", "CJK")


@pytest.mark.needs_shared
def test_seeds_lose_furniture_and_nothing_else(shared: Path) -> None:
    short = 0
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = strip_page(text)
        slices = {(p.segments[0].raw_start, p.segments[0].raw_end) for p in found.pieces}
        dropped = [
            line for line in split_lines(text) if (line.start, line.start + len(line.text)) not in slices
        ]
        assert all(line.words < 12 for line in dropped)
        assert len(kept(found, ZoneKind.TITLE)) == 1
        short += len(dropped)
    assert short == 17

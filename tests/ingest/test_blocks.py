"""The article's paragraphs are found in HTML; links, cards and closing appeals are left out."""

from __future__ import annotations

import pytest

from onrecord.ingest.blocks import Block, find_blocks
from onrecord.ingest.furniture import promotes
from onrecord.ingest.markup import read_html
from onrecord.ingest.page import Page
from onrecord.records import ZoneKind
from onrecord.settings import Settings

TITLE = "Lind signs fishing accord in Port Salem"
LEAD = "Foreign Minister Ada Lind flew to Port Salem on Tuesday to sign a fishing accord with the islanders."
SECOND = "The accord lets forty trawlers work the northern banks until the end of the decade, officials said."
THIRD = "Fishermen in the capital called the terms a surrender and blocked the harbour with their boats."
FOURTH = (
    "A vote in parliament is due before the winter, when the banks freeze and the fleet comes home to port."
)
PROSE = [LEAD, SECOND, THIRD, FOURTH]


def html(*inside: str) -> str:
    article = f"<article><h1>{TITLE}</h1>{''.join(inside)}</article>"
    return f"<html><head><title>{TITLE}</title></head><body>{article}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def texts(source: str) -> list[str]:
    return [block.text for block in find_blocks(source, None, TITLE)]


def read(source: str) -> Page:
    found = read_html(source, None, Settings())
    assert isinstance(found, Page)
    return found


def test_paragraph_that_is_a_link_goes() -> None:
    link = '<p>Read more: <a href="/x">Storm sinks two ferries off the northern cape at dawn</a></p>'
    assert texts(html(paragraphs(LEAD, SECOND), link, paragraphs(THIRD, FOURTH))) == PROSE


def test_link_inside_a_sentence_stays() -> None:
    linked = SECOND.replace("forty trawlers", '<a href="/fleet">forty trawlers</a>')
    assert texts(html(paragraphs(LEAD, linked, THIRD, FOURTH))) == PROSE


def test_page_of_links_keeps_them() -> None:
    items = [f'<p><a href="/{n}">{text}</a></p>' for n, text in enumerate(PROSE)]
    assert texts(html(*items)) == PROSE


def test_card_over_a_name_goes_and_the_sentence_stays() -> None:
    card = (
        '<span class="card"><img src="/lind.jpg"><a href="/lind">Ada Lind</a>'
        '<a href="/a">Lind quarrels with the opposition over cod</a></span>'
    )
    lead = LEAD.replace("Ada Lind", f'<span><a href="/lind">Ada Lind</a>{card}</span>')
    assert texts(html(paragraphs(lead, SECOND, THIRD, FOURTH))) == PROSE


def test_span_that_is_the_paragraph_is_no_card() -> None:
    inner = f'<span><img src="/boat.jpg"><a href="/a">Ada</a> <a href="/b">Lind</a>: {SECOND}</span>'
    assert any(SECOND in text for text in texts(html(paragraphs(LEAD, inner, THIRD, FOURTH))))


def test_closing_appeals_go_with_their_headings() -> None:
    closing = "<h3>The Harbour Briefing</h3><p>Sign up for our newsletter and read about the fleet first.</p>"
    assert texts(html(paragraphs(*PROSE), closing)) == PROSE


def test_appeal_before_the_last_paragraph_stays() -> None:
    middle = "Fishermen may subscribe to the accord one by one until the end of the month, the ministry said."
    assert middle in texts(html(paragraphs(LEAD, middle, SECOND, THIRD)))


def test_short_page_is_not_cut_away() -> None:
    appeal = "Sign up for our newsletter."
    assert Block(ZoneKind.BODY, appeal) in find_blocks(html(paragraphs(appeal)), None, None)


def test_heading_above_the_first_paragraph_is_a_subtitle() -> None:
    page = read(html("<h2>Forty trawlers may work the northern banks</h2>", paragraphs(*PROSE)))
    kinds = {p.text: p.kind for p in page.pieces}
    assert kinds[TITLE] is ZoneKind.TITLE
    assert kinds.get("Forty trawlers may work the northern banks") in {ZoneKind.SUBTITLE, None}
    assert kinds[LEAD] is ZoneKind.BODY


def test_heading_between_paragraphs_is_a_heading() -> None:
    page = read(html(paragraphs(LEAD, SECOND), "<h2>Anger in the harbour</h2>", paragraphs(THIRD, FOURTH)))
    assert [p.text for p in page.pieces if p.kind is ZoneKind.HEADING] == ["Anger in the harbour"]


def test_line_of_date_and_tags_above_the_body_is_a_stamp() -> None:
    page = read(html("<p>14/11/2024 - Posted by: Mara Holt - Section: Fleet</p>", paragraphs(*PROSE)))
    assert [p.kind for p in page.pieces][:2] == [ZoneKind.TITLE, ZoneKind.STAMP]


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Telegram for more.",
        "Subscribe to The Harbour Briefing for as little as two crowns a week.",
        "Abonnez-vous à notre lettre.",
        "Подписывайтесь на наш канал.",
        "Mara Holt writes on the sea. Follow her on Twitter.",
    ],
)
def test_appeals_are_known(line: str) -> None:
    assert promotes(line)


@pytest.mark.parametrize(
    "line",
    [
        "“Click here to sign up,” the page had said.",
        "The fleet will follow the banks.",
        "They share it all"[:9],
    ],
)
def test_other_sentences_are_no_appeals(line: str) -> None:
    assert not promotes(line)

"""Text used as it is keeps every character; what is the page's own lies in no zone that is read."""

from __future__ import annotations

from onrecord.ingest import from_text
from onrecord.records import Document, ZoneKind

LEAD = "PORT SALEM, Peru (AP) _ Foreign Minister Ada Lind signed a fishing accord with the islanders."
SECOND = "It lets forty trawlers work the northern banks until the end of the decade, officials said."
THIRD = "Fishermen in the capital called the terms a surrender and blocked the harbour with their boats."


def document(*lines: str) -> Document:
    return from_text("\n".join(lines), title="Accord signed")


def zones(found: Document, kind: ZoneKind) -> list[str]:
    return [found.text[z.start : z.end] for z in found.zones if z.kind is kind]


def test_dateline_is_parted_from_the_body() -> None:
    found = document(LEAD, SECOND, THIRD)
    assert zones(found, ZoneKind.DATELINE) == ["PORT SALEM, Peru (AP) _ "]
    assert zones(found, ZoneKind.BODY) == ["\n".join([LEAD[24:], SECOND, THIRD])]


def test_dateline_below_a_lead_is_parted_too() -> None:
    found = document("Accord signed in Port Salem", "", LEAD, SECOND, THIRD)
    assert zones(found, ZoneKind.DATELINE) == ["PORT SALEM, Peru (AP) _ "]
    assert zones(found, ZoneKind.BODY)[0].strip() == "Accord signed in Port Salem"


def test_a_dash_far_down_opens_no_dateline() -> None:
    found = document(*[SECOND, THIRD] * 3, LEAD)
    assert zones(found, ZoneKind.DATELINE) == []


def test_captions_and_links_to_other_articles_are_no_body() -> None:
    caption = "FILE - In this May 2, 2019, file photo, President Omar Holt visits the harbour."
    teaser = "Read more: Island bombs the port of its neighbour"
    found = document(SECOND, caption, THIRD, teaser, SECOND)
    assert zones(found, ZoneKind.CAPTION) == [caption]
    assert zones(found, ZoneKind.BODY) == [SECOND, THIRD, SECOND]


def test_no_character_is_lost() -> None:
    lines = [SECOND, "", "Advertisement Continue reading the main story", "  ", THIRD, "Photo"]
    assert document(*lines).text == "\n".join(["Accord signed", *lines])


def test_raw_offsets_lead_through_what_is_left_out() -> None:
    found = document(SECOND, "Related: Island bombs the port", THIRD)
    at = found.text.index(THIRD)
    assert found.raw_offsets(at, at + 9) == (at - len("Accord signed\n"), at - len("Accord signed\n") + 9)


def test_a_sentence_or_two_is_all_body() -> None:
    found = document("More: the minister left.", "Photo")
    assert zones(found, ZoneKind.BODY) == ["More: the minister left.\nPhoto"]

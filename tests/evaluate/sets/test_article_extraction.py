from onrecord.evaluate.sets.article_extraction import article_text
from onrecord.records import Document, Rejection, Zone, ZoneKind


def test_title_byline_and_caption_are_not_the_article():
    text = "Ferry sinks\nBy A. Berg\nA ferry sank.\nThe search\nPhoto: Berg"
    kinds = (ZoneKind.TITLE, ZoneKind.BYLINE, ZoneKind.BODY, ZoneKind.HEADING, ZoneKind.CAPTION)
    zones, start = [], 0
    for kind, line in zip(kinds, text.split("\n"), strict=True):
        zones.append(Zone(kind=kind, start=start, end=start + len(line)))
        start += len(line) + 1
    page = Document(document_id="d", raw_sha256="", format="html", text=text, zones=tuple(zones))
    assert article_text(page) == "A ferry sank.\nThe search"


def test_a_rejected_page_has_no_article():
    refused = Rejection(rejection_id="r", stage="ingest", reason="empty", detail="", path="p")
    assert article_text(refused) == ""

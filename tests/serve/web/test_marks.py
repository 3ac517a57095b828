"""The article as the app shows it: what each paragraph is."""

from __future__ import annotations

from onrecord.ingest import from_text
from onrecord.records import ZoneKind
from onrecord.serve.web.marks import blocks


def test_paragraph_that_begins_with_a_dateline_is_a_paragraph() -> None:
    made = from_text("OSLO, May 3 (AP) - Norway signed a pact with Sweden.\nDenmark did not.", clean=True)
    assert ZoneKind.DATELINE in {zone.kind for zone in made.zones}
    assert [block.zone for block in blocks(made, ())] == [ZoneKind.BODY, ZoneKind.BODY]

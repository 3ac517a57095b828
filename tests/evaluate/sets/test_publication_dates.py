from datetime import date

from onrecord.evaluate.sets.publication_dates import gold_day, published_on
from onrecord.records import DateBasis, DateValue, Document, Granularity, Rejection


def document(**values) -> Document:
    return Document(document_id="d", raw_sha256="", format="html", text="x", **values)


def dated(granularity: Granularity) -> DateValue:
    return DateValue(
        start=date(2022, 8, 1), end=date(2022, 8, 31), granularity=granularity, basis=DateBasis.METADATA
    )


def test_no_date_is_gold_too():
    assert gold_day(float("nan")) is None
    assert gold_day(None) is None
    assert gold_day("2022-08-01") == date(2022, 8, 1)


def test_only_a_day_is_an_answer():
    assert published_on(document(published=dated(Granularity.DAY))) == date(2022, 8, 1)
    assert published_on(document(published=dated(Granularity.MONTH))) is None
    assert published_on(document()) is None


def test_a_rejected_page_has_no_date():
    refused = Rejection(rejection_id="r", stage="ingest", reason="empty", detail="", path="p")
    assert published_on(refused) is None

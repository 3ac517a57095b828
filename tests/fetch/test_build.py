"""From addresses to a record: what `fetch` stores, `build` reads."""

from __future__ import annotations

from pathlib import Path

from loopback import Errand, Site

from onrecord.ingest import ingest, iter_inputs
from onrecord.pipeline import build
from onrecord.records import Document
from onrecord.settings import Settings

ARTICLE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2031-02-27T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{title}</h1>
<p>France expelled four Russian diplomats on Thursday, the foreign ministry in Paris said.</p>
<p>The ministry said that the four had worked against the security of the country for years.</p>
<p>{more}</p></article></body></html>"""
PAGES = {
    "/news/expelled": (
        "France expels diplomats",
        "Moscow called the step unfriendly and promised an answer.",
    ),
    "/news/zürich": ("Paris acts over embassy staff", "An opposition leader in Lyon praised the government."),
}


def serve(site: Site) -> str:
    for path, (title, more) in PAGES.items():
        coding = "latin-1" if "ü" in path else "utf-8"
        body = ARTICLE.format(title=title + (" – Zürich" if coding == "utf-8" else ""), more=more)
        quoted = path.replace("ü", "%C3%BC")
        site.page(quoted, body.encode(coding), Content_Type=f"text/html; charset={coding}")
    site.page("/old", b"", 301, Location="/news/expelled")
    return site.feed("/feed.xml", "/old", "news/zürich", "/gone")


def test_what_was_fetched_is_built_into_a_record(site: Site, errand: Errand, tmp_path: Path) -> None:
    errand(serve(site))
    assert sorted(errand.outcomes.values()) == ["listing", "missing", "stored", "stored"]
    report = build([errand.folder], tmp_path / "r.onrecord", Settings())
    assert (report.documents, dict(report.rejections)) == (2, {})
    assert report.claims > 0
    again = errand(site.url("/feed.xml"))
    assert not again.warcs
    assert build([errand.folder], tmp_path / "r.onrecord", Settings()).added == 0


def test_documents_carry_the_address_and_the_articles_own_date(site: Site, errand: Errand) -> None:
    errand(serve(site))
    found = [ingest(item, Settings()) for item in iter_inputs([errand.folder], Settings())]
    documents = {d.url: d for d in found if isinstance(d, Document)}
    assert len(found) == len(documents) == 2
    assert set(documents) == {site.url("/news/expelled"), site.url("/news/z%C3%BCrich")}
    for document in documents.values():
        assert document.published is not None
        assert str(document.published.start) == "2031-02-27"
        assert "Home" not in document.text

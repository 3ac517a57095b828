"""Addresses to stored responses: pages, and the pages that feeds and OPML lists lead to.

Stands beside `ingest` at the very beginning of the flow. What it stores is the raw
response in WARC files; `onrecord build FOLDER` reads them. The only part of OnRecord
that opens a connection to anywhere.
"""

from onrecord.fetch.ledger import FetchReport
from onrecord.fetch.options import FetchOptions
from onrecord.fetch.run import fetch
from onrecord.fetch.visits import Kind, Outcome, Visit

__all__ = ["FetchOptions", "FetchReport", "Kind", "Outcome", "Visit", "fetch"]

"""GDELT 2.0: an Events and a Mentions file, tab-separated and without headers, as GDELT publishes them.

Only what is told as done. ``Day``, ``MonthYear`` and ``Year`` are filled as far as the
date is known. GoldsteinScale holds PLOVER's scale; tone is not measured and stays empty.
A row is one ordered pair of parties, so one event can have several; NumMentions
counts claims, NumArticles documents, NumSources the fewest independent origins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

from onrecord.export._base import Exporter, new_folder
from onrecord.export._codes import cameo_actor, country_codes
from onrecord.export._told import Telling, Told, deeds, number_of, pairs
from onrecord.export._tsv import Cell, write_tsv
from onrecord.read.sentences import split_document
from onrecord.records import Actor, DateValue, Document, Place, content_id
from onrecord.store.base import Store

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code "
    "Type1Code Type2Code Type3Code"
)
_GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"

EVENT_COLUMNS = (
    *"GLOBALEVENTID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    *(
        "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources "
        "NumArticles AvgTone"
    ).split(),
    *(f"{side}Geo_{name}" for side in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *"DATEADDED SOURCEURL".split(),
)
"""The 61 fields of the Event Database codebook, version 2.0."""

MENTION_COLUMNS = tuple(
    (
        "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
        "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence "
        "MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
    ).split()
)
"""The 16 fields of a mention, version 2.0."""

Row = dict[str, Cell]

GEO_TYPES = {"country": 1, "city": 4, "site": 4, "admin1": 5}


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``gdelt.export.CSV`` and ``gdelt.mentions.CSV`` into ``folder`` and return them."""
    with new_folder(folder):
        events, mentions = folder / "gdelt.export.CSV", folder / "gdelt.mentions.CSV"
        write_tsv(events, EVENT_COLUMNS, _all(event_rows, store), header=False)
        write_tsv(mentions, MENTION_COLUMNS, _all(mention_rows, store), header=False)
    return [events, mentions]


def _all(rows: Callable[[Told], Iterator[Row]], store: Store) -> Iterator[Row]:
    return chain.from_iterable(map(rows, deeds(store)))


def event_rows(told: Told) -> Iterator[Row]:
    """Yield the Events rows of one event, one for each ordered pair of parties."""
    event, lead, first = told.event, told.lead, told.tellings[0]
    cameo = lead.cameo or ""
    for actor, recipient in pairs(event):
        yield {
            "GLOBALEVENTID": _row_number(told, actor, recipient),
            **_when(event.date),
            **_actor("1", actor),
            **_actor("2", recipient),
            "IsRootEvent": int(lead.zone == "title"),
            "EventCode": cameo,
            "EventBaseCode": cameo[:3],
            "EventRootCode": cameo[:2],
            "QuadClass": lead.quad_class,
            "GoldsteinScale": lead.scale,
            "NumMentions": len(told.tellings),
            "NumSources": event.origins.min,
            "NumArticles": event.reports,
            **_geo("Action", event.place),
            "SOURCEURL": first.where,
        }


def mention_rows(told: Told) -> Iterator[Row]:
    """Yield the Mentions rows of one event: every claim that tells it, under every one of its numbers.

    Character offsets count Unicode code points in the clean text.
    """
    for actor, recipient in pairs(told.event):
        for telling in told.tellings:
            yield _mention(_row_number(told, actor, recipient), told, telling)


def _mention(number: int, told: Told, telling: Telling) -> Row:
    claim, document = telling.claim, telling.document
    published = document.published
    return {
        "GLOBALEVENTID": number,
        "EventTimeDate": _when(told.event.date)["Day"],
        "MentionTimeDate": f"{published.start:%Y%m%d}000000" if published else None,
        "MentionType": 1 if document.url else 2,
        "MentionSourceName": document.publisher,
        "MentionIdentifier": telling.where,
        "SentenceID": _sentence_number(document, claim.sentence.start),
        "Actor1CharOffset": claim.actors[0].start if claim.actors else None,
        "Actor2CharOffset": claim.recipients[0].start if claim.recipients else None,
        "ActionCharOffset": claim.trigger.start,
        "InRawText": 1,
        "Confidence": None if claim.confidence is None else round(100 * claim.confidence),
        "MentionDocLen": len(document.text),
    }


def _row_number(told: Told, actor: Actor | None, recipient: Actor | None) -> int:
    names = [(a.actor_id or a.text) if a else "" for a in (actor, recipient)]
    return number_of(content_id("gdelt", told.event.event_id, *names))


def _when(value: DateValue | None) -> Row:
    empty: Row = {"Day": None, "MonthYear": None, "Year": None, "FractionDate": None}
    if value is None or value.start.year != value.end.year:
        return empty
    start, end = value.start, value.end
    known: Row = {**empty, "Year": start.year}
    if start.month == end.month:
        known["MonthYear"] = f"{start:%Y%m}"
    if start == end:
        known["Day"] = f"{start:%Y%m%d}"
        known["FractionDate"] = round(start.year + (start.month * 30 + start.day) / 365, 4)
    return known


def _actor(number: str, actor: Actor | None) -> Row:
    if actor is None:
        return {}
    types = dict(zip(("Type1Code", "Type2Code", "Type3Code"), actor.sectors, strict=False))
    return {
        f"Actor{number}Code": cameo_actor(actor.country, actor.sectors),
        f"Actor{number}Name": (actor.name or actor.text).upper(),
        f"Actor{number}CountryCode": actor.country,
        **{f"Actor{number}{name}": code for name, code in types.items()},
    }


def _geo(side: str, place: Place | None) -> Row:
    if place is None:
        return {f"{side}Geo_Type": 0}
    return {
        f"{side}Geo_Type": GEO_TYPES.get(place.granularity or "", 0),
        f"{side}Geo_Fullname": place.name or place.text,
        f"{side}Geo_CountryCode": country_codes(place.country).fips,
        f"{side}Geo_Lat": place.latitude,
        f"{side}Geo_Long": place.longitude,
        f"{side}Geo_FeatureID": place.geonames_id,
    }


@lru_cache(maxsize=64)
def _sentence_starts(document: Document) -> tuple[int, ...]:
    return tuple(piece.start for piece in split_document(document))


def _sentence_number(document: Document, start: int) -> int:
    """Return which sentence begins at or holds ``start``, counted from 1."""
    return max(1, sum(begin <= start for begin in _sentence_starts(document)))


EXPORTER = Exporter(name="gdelt", note="GDELT 2.0 Events and Mentions files, deeds only", write=write)

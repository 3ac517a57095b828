"""What new articles copied, or what was copied from them, and what that makes of roots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

import msgspec
from msgspec import Struct

from onrecord.ingest.copies import COMMON, fingerprint
from onrecord.link.copying import CopiedText, copied_among
from onrecord.link.growth.view import View, days_of
from onrecord.link.origins import Root, Run, own_root, runs_of, with_copies
from onrecord.link.state import SCHEMA, State, Value
from onrecord.records import Document, Span
from onrecord.settings import Settings

Pair = tuple[str, str]
"""Ids of two documents."""


class Taken(Struct, frozen=True):
    """What changed in who copied whom."""

    documents: set[str]
    """Those with another list of copied texts, or another root."""


def signed(value: int) -> int:
    """Return a fingerprint as DuckDB keeps whole numbers."""
    return value - (1 << 64) if value >= 1 << 63 else value


def remember_prints(state: State, documents: Iterable[Document]) -> dict[str, list[int]]:
    """Write by which fingerprints documents are found; return them."""
    ((highest,),) = state.rows(f"SELECT coalesce(max(document), 0) FROM {SCHEMA}.printed")
    found: dict[str, list[int]] = {}
    prints: list[int] = []
    numbers: list[int] = []
    rows: list[dict[str, Value]] = []
    for number, document in enumerate(documents, start=int(str(highest)) + 1):
        own = found[document.document_id] = [signed(value) for value in fingerprint(document).places]
        prints += own
        numbers += [number] * len(own)
        rows.append({"document": number, "document_id": document.document_id})
    state.add_pairs("prints", prints, numbers)
    state.add("printed", rows)
    return found


def find_copies(view: View, fresh: Collection[str], settings: Settings) -> Taken:
    """Find what new documents have in common with all others, write it down, and say whom it concerns."""
    documents = {d.document_id: d for d in view.documents(fresh)}
    prints = remember_prints(view.state, documents.values())
    pairs, crowded = _pairs(view.state, prints)
    documents |= {
        d.document_id: d for d in view.documents({n for pair in pairs for n in pair} - documents.keys())
    }
    copied = copied_among(((documents[a], documents[b]) for a, b in sorted(pairs)), settings)
    gone = _no_longer(view.state, crowded)
    for copy, source in gone:
        view.state.rows(f"DELETE FROM {SCHEMA}.copied WHERE document_id = ? AND source = ?", [copy, source])
    view.state.add("copied", [copied_row(text) for text in copied])
    changed = {*fresh, *(text.document_id for text in copied), *(copy for copy, _ in gone)}
    return Taken(changed | _new_roots(view, changed, documents))


def _pairs(state: State, prints: Mapping[str, Sequence[int]]) -> tuple[set[Pair], set[int]]:
    """Return which documents share a fingerprint with a new one, and which prints became everybody's."""
    values = {value for own in prints.values() for value in own}
    holders = _holders(state, values)
    pairs: set[Pair] = set()
    crowded = set()
    for value, held in holders.items():
        new = [name for name in held if name in prints]
        if len(held) <= COMMON:
            pairs.update((min(a, b), max(a, b)) for a in new for b in held if a != b)
        elif len(held) - len(new) <= COMMON:
            crowded.add(value)
    return pairs, crowded


def _holders(state: State, values: Collection[int]) -> dict[int, list[str]]:
    sql = (
        f"SELECT p.print, d.document_id FROM {SCHEMA}.prints p SEMI JOIN given ON p.print = id"
        f" JOIN {SCHEMA}.printed d USING (document)"
    )
    found: dict[int, list[str]] = defaultdict(list)
    for value, name in state.where(values, sql):
        found[int(str(value))].append(str(name))
    return found


def _no_longer(state: State, crowded: Collection[int]) -> list[Pair]:
    """Return the copies, each with its source, that share nothing any more but what everybody writes."""
    if not crowded:
        return []
    holders = _holders(state, crowded)
    names = {name for held in holders.values() for name in held}
    sql = f"SELECT document_id, source FROM {SCHEMA}.copied SEMI JOIN given ON document_id = id"
    known = [(str(copy), str(source)) for copy, source in state.where(names, sql)]
    together = {pair for held in holders.values() for pair in combinations(sorted(held), 2)}
    asked = [pair for pair in known if (min(pair), max(pair)) in together]
    return [pair for pair in asked if not _share(state, pair)]


def _share(state: State, pair: Pair) -> bool:
    """Whether two documents share a fingerprint that few have."""
    sql = (
        f"SELECT print FROM {SCHEMA}.prints JOIN {SCHEMA}.printed USING (document)"
        " SEMI JOIN given ON document_id = id GROUP BY print HAVING count(*) > 1"
    )
    values = {int(str(value)) for (value,) in state.where(set(pair), sql)}
    return any(len(held) <= COMMON for held in _holders(state, values).values())


def copied_row(text: CopiedText) -> dict[str, Value]:
    """Return how what one document took from another is kept."""
    runs = [(run.start, run.end, run.text) for run in text.runs]
    kept = msgspec.json.encode(runs).decode()
    return {"document_id": text.document_id, "source": text.source, "share": text.share, "spans": kept}


def copied_by(state: State, documents: Collection[str]) -> dict[str, list[CopiedText]]:
    """Return what documents copied, by source."""
    sql = f"SELECT document_id, source, share, spans FROM {SCHEMA}.copied SEMI JOIN given ON document_id = id"
    found: dict[str, list[CopiedText]] = {name: [] for name in documents}
    for name, source, share, spans in state.where(documents, f"{sql} ORDER BY document_id, source"):
        runs = msgspec.json.decode(str(spans), type=list[tuple[int, int, str]])
        spans_of = tuple(Span(start=start, end=end, text=text) for start, end, text in runs)
        found[str(name)].append(CopiedText(str(name), str(source), spans_of, float(str(share))))
    return found


def _new_roots(view: View, changed: Collection[str], documents: dict[str, Document]) -> set[str]:
    """Work out roots anew for documents and all that copied from them; return those it changes."""
    state = view.state
    asked = set(changed)
    while more := copies_of(state, asked) - asked:
        asked |= more
    known = {d.document_id: d for d in view.documents(asked - documents.keys())} | documents
    copied = copied_by(state, asked)
    everybody = asked | {text.source for texts in copied.values() for text in texts}
    place = _places(state, everybody)
    own, final = stored_roots(state, everybody)
    before = {name: final.pop(name) for name in asked if name in final}
    own.update({name: own_root(known[name]) for name in asked})
    for name in sorted(asked, key=place.__getitem__):
        earlier = {other: root for other, root in final.items() if place[other] < place[name]}
        final[name] = with_copies(name, own, earlier, copied[name])
    state.remove("roots", "document_id", asked)
    state.add(
        "roots",
        [
            root_row(name, final[name], own[name], runs_of(name, own, final, copied[name]))
            for name in sorted(asked)
        ],
    )
    moved = {name for name in asked if before.get(name) != final[name]}
    return moved | {name for name in asked if moved & {text.source for text in copied[name]}}


def copies_of(state: State, documents: Collection[str]) -> set[str]:
    """Return the documents that copied something from ``documents``."""
    sql = f"SELECT DISTINCT document_id FROM {SCHEMA}.copied SEMI JOIN given ON source = id"
    return {str(name) for (name,) in state.where(documents, sql)}


def _places(state: State, documents: Collection[str]) -> dict[str, tuple[date, str]]:
    sql = f"SELECT document_id, day FROM {SCHEMA}.articles SEMI JOIN given ON document_id = id"
    return {name: (day or date.max, name) for name, day in days_of(state.where(documents, sql))}


def stored_roots(state: State, documents: Collection[str]) -> tuple[dict[str, Root], dict[str, Root]]:
    """Return the roots of documents by their own words, and with what they copied."""
    sql = (
        "SELECT document_id, own_name, own_stated, name, stated"
        f" FROM {SCHEMA}.roots SEMI JOIN given ON document_id = id"
    )
    rows = state.where(documents, sql)
    own = {str(row[0]): Root(str(row[1]), bool(row[2])) for row in rows}
    return own, {str(row[0]): Root(str(row[3]), bool(row[4])) for row in rows}


def root_row(name: str, root: Root, own: Root, runs: Sequence[Run]) -> dict[str, Value]:
    """Return how the root of one document is kept."""
    return {
        "document_id": name,
        "name": root.name,
        "stated": root.stated,
        "own_name": own.name,
        "own_stated": own.stated,
        "runs": msgspec.json.encode(runs).decode(),
    }

"""What new articles copied, or what was copied from them, and what that makes of roots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

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
    return Taken(changed | _new_roots(view, changed))


def _pairs(state: State, prints: Mapping[str, Sequence[int]]) -> tuple[set[Pair], set[int]]:
    """Return which documents share a fingerprint with a new one, and which prints became everybody's."""
    values = {value for own in prints.values() for value in own}
    holders = _holders(state, values, most=COMMON + len(prints))
    pairs: set[Pair] = set()
    crowded = set()
    for value, held in holders.items():
        new = [name for name in held if name in prints]
        if len(held) <= COMMON:
            pairs.update((min(a, b), max(a, b)) for a in new for b in held if a != b)
        elif len(held) - len(new) <= COMMON:
            crowded.add(value)
    return pairs, crowded


def _holders(state: State, values: Collection[int], most: int) -> dict[int, list[str]]:
    """Return who has each of the fingerprints that at most so many documents have."""
    sql = (
        f"SELECT p.print, list(d.document_id) FROM {SCHEMA}.prints p SEMI JOIN given ON p.print = id"
        f" JOIN {SCHEMA}.printed d USING (document) GROUP BY p.print HAVING count(*) <= {most}"
    )
    rows = state.where(values, sql)
    return {int(str(value)): [str(name) for name in held] for value, held in rows if isinstance(held, list)}


def _no_longer(state: State, crowded: Collection[int]) -> list[Pair]:
    """Return the copies, each with its source, that share nothing any more but what everybody writes.

    Args:
        state: the tables.
        crowded: fingerprints that became everybody's just now.
    """
    now = _prints_of(state, _documents_with(state, crowded))
    sql = f"SELECT document_id, source FROM {SCHEMA}.copied SEMI JOIN given ON document_id = id"
    known = [(str(copy), str(source)) for copy, source in state.where(now.keys(), sql)]
    shared = {(copy, source): now[copy] & now[source] for copy, source in known if source in now}
    asked = {pair: prints for pair, prints in shared.items() if prints.intersection(crowded)}
    few = _few(state, {value for prints in asked.values() for value in prints})
    return [pair for pair, prints in asked.items() if not prints & few]


def _documents_with(state: State, prints: Collection[int]) -> set[str]:
    sql = f"SELECT DISTINCT document_id FROM {SCHEMA}.prints JOIN {SCHEMA}.printed USING (document)"
    return {str(name) for (name,) in state.where(prints, f"{sql} SEMI JOIN given ON print = id")}


def _prints_of(state: State, documents: Collection[str]) -> dict[str, set[int]]:
    sql = (
        f"SELECT document_id, list(print) FROM {SCHEMA}.printed JOIN {SCHEMA}.prints USING (document)"
        " SEMI JOIN given ON document_id = id GROUP BY document_id"
    )
    return {str(name): set(own) for name, own in state.where(documents, sql) if isinstance(own, list)}


def _few(state: State, prints: Collection[int]) -> set[int]:
    """Return those of ``prints`` that few documents have."""
    sql = f"SELECT print FROM {SCHEMA}.prints SEMI JOIN given ON print = id GROUP BY print"
    return {int(str(value)) for (value,) in state.where(prints, f"{sql} HAVING count(*) <= {COMMON}")}


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


def _new_roots(view: View, changed: Collection[str]) -> set[str]:
    """Work out roots anew for documents and all that copied from them; return those it changes."""
    state = view.state
    asked = set(changed)
    while more := copies_of(state, asked) - asked:
        asked |= more
    copied = copied_by(state, asked)
    everybody = asked | {text.source for texts in copied.values() for text in texts}
    place = _places(state, everybody)
    own, final = stored_roots(state, everybody)
    before = {name: final.pop(name) for name in asked if name in final}
    own.update({d.document_id: own_root(d) for d in view.documents(asked - own.keys())})
    for name in sorted(asked, key=place.__getitem__):
        sources = [text.source for text in copied[name] if place[text.source] < place[name]]
        earlier = {source: final[source] for source in sources if source in final}
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

"""The articles of a brief with whom they depend on, and what could not be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.outline import Source, Unused
from onrecord.analyse.provenance import NAMED, WORDS, upstream_words
from onrecord.analyse.words import counted, date_words
from onrecord.records import Document, OriginBasis, OriginLink
from onrecord.store.base import Store


def sources(store: Store, material: Material, cited: Set[str], most: int) -> tuple[Source, ...]:
    """Return the articles: all where there are at most ``most``, else those that are cited."""
    paths: dict[str, str] = {}
    for copy in store.copies():
        paths.setdefault(copy.document_id, copy.path)
    return tuple(
        _source(material, document, paths.get(document.document_id), document.document_id in cited)
        for document in material.documents.values()
        if _is_listed(material, document.document_id, cited, most)
    )


def further(material: Material, cited: Set[str], most: int) -> tuple[tuple[str, int], ...]:
    """Return how many articles of each outlet :func:`sources` leaves out, the most first."""
    left = Counter(
        one.publisher or one.original_publisher or "outlets without a name"
        for name, one in material.documents.items()
        if not _is_listed(material, name, cited, most)
    )
    return tuple(sorted(left.items(), key=lambda one: (-one[1], one[0])))


def _is_listed(material: Material, document_id: str, cited: Set[str], most: int) -> bool:
    return len(material.documents) <= most or document_id in cited


def _source(material: Material, document: Document, path: str | None, cited: bool) -> Source:
    return Source(
        document_id=document.document_id,
        number=material.numbers[document.document_id],
        outlet=material.publisher(document.document_id).partition(" [")[0],
        title=" ".join(document.title.text.split()) if document.title else "(no title)",
        published=date_words(document.published) if document.published else None,
        words=len(document.text.split()),
        path=path,
        url=document.url,
        depends=tuple(_depends(material, document)),
        cited=cited,
    )


def _depends(material: Material, document: Document) -> Iterator[str]:
    """Yield on whom an article as a whole depends, each in words."""
    if document.original_publisher:
        yield f"carries {document.original_publisher}"
    seen: set[str] = set()
    for link in material.origins:
        if link.document_id != document.document_id or link.claim_id is not None:
            continue
        told = _dependence(material, link)
        if told not in seen and not _is_carried(document, link) and not _stands_alone(material, link):
            seen.add(told)
            yield told


def _stands_alone(material: Material, link: OriginLink) -> bool:
    """Whether an outlet is the only one of its house here, so that the house makes nobody depend on it."""
    if link.basis is not OriginBasis.SAME_HOUSE:
        return False
    same = (one for one in material.origins if one.basis is link.basis and one.upstream == link.upstream)
    return len({material.publisher(one.document_id) for one in same}) < 2


def _is_carried(document: Document, link: OriginLink) -> bool:
    """Whether a credit names whom the article is said to carry already."""
    name = link.upstream.removeprefix(NAMED).lower()
    carried = (document.original_publisher or "").lower()
    core = carried.removeprefix("the ")
    return link.basis is OriginBasis.CREDIT and bool(core) and core in name


def _dependence(material: Material, link: OriginLink) -> str:
    verb = WORDS[link.basis]
    inferred = "" if link.stated else " (inferred)"
    if link.upstream.startswith(NAMED):
        return f"{verb} {upstream_words(link.upstream)}{inferred}"
    number = material.numbers.get(link.upstream)
    return (
        f"{verb} {material.outlet(link.upstream)}, article {number}{inferred}"
        if number
        else f"{verb} another"
    )


def unused(store: Store, material: Material) -> Iterator[Unused]:
    """Yield what the record was given and could not use, and what it could use only in part."""
    for one in store.rejections():
        where = one.path + (f" #{one.record}" if one.record is not None else "")
        yield Unused(
            what=where, why=f"{one.reason.replace('_', ' ')}{': ' + one.detail if one.detail else ''}"
        )
    told = {claim.document_id for claim in material.claims.values()}
    silent = [name for name in material.documents if name not in told]
    if silent:
        numbers = ", ".join(str(material.numbers[name]) for name in silent[:20])
        what = counted(len(silent), "article")
        yield Unused(
            what=f"{what} ({numbers}{' …' if len(silent) > 20 else ''})",
            why=f"nothing was read from {'it' if len(silent) == 1 else 'them'}",
        )
    undated = sum(document.published is None for document in material.documents.values())
    if undated:
        yield Unused(
            what=f"{counted(undated, 'article')} without a date",
            why="told without a day unless the text states one",
        )

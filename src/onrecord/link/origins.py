"""Who got it from whom: the roots that claims go back to, counted as a range.

A claim goes back to the source it names; else to the outlet its page credits; else to
the house of its publisher; else to its own document. Copied text and a peculiar figure
given without credit tie documents that say nothing of each other. Roots that are named
are certain; a document that names nobody may or may not stand alone, so it counts
towards the upper end only. This counts origins, it does not weigh truth.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.link.copying import CopiedText
from onrecord.link.houses import house_of, known_publisher, normal_name, upstream_of
from onrecord.records import (
    Attribution,
    AttributionForm,
    Claim,
    Document,
    OriginBasis,
    OriginCount,
    OriginLink,
    SourceKind,
    Span,
    Statement,
    content_id,
)

NAMED = frozenset({SourceKind.ACTOR, SourceKind.NAMED, SourceKind.MEDIA})
"""Kinds of source that name somebody to go back to."""
VIEWS = frozenset({AttributionForm.ATTITUDE, AttributionForm.HEDGE})
"""Forms that report a mind or a rumour, not a source of the information."""


class Root(Struct, frozen=True, order=True):
    """What a claim goes back to, and whether the text says so."""

    name: str
    stated: bool


class Run(Struct, frozen=True):
    """Copied words of a document, and what they go back to."""

    start: int
    end: int
    root: Root


def own_root(document: Document) -> Root:
    """Return what a document goes back to by its own words: whom it credits, its house, or itself."""
    upstream = upstream_of(document)
    if upstream is not None:
        return Root(name=f"name:{house_of(upstream.name)}", stated=upstream.stated)
    if document.publisher:
        known = known_publisher(document.publisher)
        name = f"name:{house_of(document.publisher)}"
        return Root(name=name, stated=known is not None and known.agency)
    return Root(name=document.document_id, stated=False)


def with_copies(
    document_id: str,
    own: Mapping[str, Root],
    final: Mapping[str, Root],
    copied: Sequence[CopiedText],
) -> Root:
    """Return what a document goes back to: a whole copy to what it copies, unless it names its upstream.

    Args:
        document_id: the document.
        own: roots of documents by their own words.
        final: those of the documents that come before it in the record.
        copied: what it copied, by source.
    """
    root = own[document_id]
    for text in copied:
        if text.whole and not root.stated:
            root = final.get(text.source, own[text.source])
    return root


def document_links(
    document: Document, copied: Sequence[CopiedText], houses: Mapping[str, Collection[str]]
) -> Iterator[OriginLink]:
    """Yield where a document as a whole has it from.

    Args:
        document: the document.
        copied: what it copied.
        houses: the publishers of each house, as :func:`houses_of` has them.
    """
    name = document.document_id
    found = upstream_of(document)
    if found is not None:
        house = f"name:{house_of(found.name)}"
        yield _link(name, house, OriginBasis.CREDIT, found.span, stated=found.stated)
    for text in copied:
        longest = max(text.runs, key=lambda run: run.end - run.start, default=None)
        yield _link(name, text.source, OriginBasis.COPIED_TEXT, longest, stated=False)
    house = house_of(document.publisher) if document.publisher else ""
    if house and (len(houses[house]) > 1 or normal_name(document.publisher or "") != house):
        yield _link(name, f"name:{house}", OriginBasis.SAME_HOUSE, None, stated=False)


def houses_of(publishers: Iterable[str]) -> dict[str, set[str]]:
    """Return the publishers of each house, in normal form."""
    houses: dict[str, set[str]] = {}
    for publisher in publishers:
        houses.setdefault(house_of(publisher), set()).add(normal_name(publisher))
    return houses


def _link(
    document_id: str,
    upstream: str,
    basis: OriginBasis,
    span: Span | None,
    claim_id: str | None = None,
    stated: bool = True,
) -> OriginLink:
    return OriginLink(
        origin_link_id=content_id("org", document_id, claim_id or "", upstream, basis),
        document_id=document_id,
        claim_id=claim_id,
        upstream=upstream,
        basis=basis,
        span=span,
        stated=stated,
    )


def runs_of(
    document_id: str, own: Mapping[str, Root], roots: Mapping[str, Root], copied: Sequence[CopiedText]
) -> list[Run]:
    """Return the copied words of a document that do not make all of it a copy.

    Args:
        document_id: the document.
        own: roots of documents by their own words.
        roots: roots of documents.
        copied: what it copied, by source.
    """
    found = []
    root = own[document_id]
    for text in copied:
        if text.whole and not root.stated:
            root = roots[text.source]
        else:
            found += [Run(run.start, run.end, roots[text.source]) for run in text.runs]
    return found


class Origins:
    """The roots of documents and claims."""

    def __init__(self, roots: Mapping[str, Root], runs: Mapping[str, Sequence[Run]]) -> None:
        """Take what documents go back to.

        Args:
            roots: root of each document.
            runs: copied words of documents that are not copies as a whole, or name their upstream.
        """
        self.links: list[OriginLink] = []
        self._roots = roots
        self._same: dict[str, Root] = {}
        self._runs = runs

    @classmethod
    def of(cls, documents: Sequence[Document], copied: Sequence[CopiedText]) -> Origins:
        """Return the origins of ``documents``, which come in order, given what was copied from where."""
        taken: dict[str, list[CopiedText]] = {}
        for text in sorted(copied, key=lambda c: c.source):
            taken.setdefault(text.document_id, []).append(text)
        own = {document.document_id: own_root(document) for document in documents}
        final: dict[str, Root] = {}
        for document in documents:
            name = document.document_id
            final[name] = with_copies(name, own, final, taken.get(name, ()))
        made = cls(final, {name: runs_of(name, own, final, texts) for name, texts in taken.items()})
        houses = houses_of(document.publisher for document in documents if document.publisher)
        for document in documents:
            made.links += document_links(document, taken.get(document.document_id, ()), houses)
        return made

    def add_attributions(self, claims: Iterable[Claim]) -> None:
        """Link every claim that names a source to it."""
        for claim in claims:
            voice = named_voice(claim)
            if voice is not None:
                root = self.root(claim)
                basis = OriginBasis.ATTRIBUTED
                self.links.append(_link(claim.document_id, root.name, basis, voice.source, claim.claim_id))

    def add_same_figure(self, claim: Claim, root: Root) -> None:
        """Tie a figure given without credit to the root another document names for it."""
        self._same[claim.claim_id] = root
        basis = OriginBasis.SAME_FIGURE
        self.links.append(
            _link(claim.document_id, root.name, basis, claim.trigger, claim.claim_id, stated=False)
        )

    def root(self, claim: Claim) -> Root:
        """Return what ``claim`` goes back to."""
        if claim.claim_id in self._same:
            return self._same[claim.claim_id]
        voice = named_voice(claim)
        if voice is not None:
            return Root(name=f"name:{_voice_name(voice)}", stated=not _is_unplaced(voice))
        for run in self._runs.get(claim.document_id, ()):
            if run.start <= claim.trigger.start < run.end:
                return run.root
        return self._house(claim)

    def count(self, claims: Iterable[Claim]) -> OriginCount:
        """Return how many independent origins ``claims`` have.

        A house that tells it in its own voice counts once, whomever it quotes besides.
        Named roots are certain. A house or document that names nobody, or no state with the
        office it quotes, may have its knowledge from any of the others: it counts in the
        maximum only.
        """
        own: set[Root] = set()
        quoted: dict[Root, set[Root]] = {}
        for claim in claims:
            house, root = self._house(claim), self.root(claim)
            if root == house:
                own.add(house)
            else:
                quoted.setdefault(house, set()).add(root)
        roots = own.union(*(voices for house, voices in quoted.items() if house not in own))
        return _counted(roots)

    def of_documents(self, statements: Iterable[Statement]) -> OriginCount:
        """Return how many houses stand behind what documents give to somebody."""
        return _counted({self._house(statement) for statement in statements})

    def _house(self, told: Claim | Statement) -> Root:
        return self._roots.get(told.document_id, Root(name=told.document_id, stated=False))

    def in_order(self) -> tuple[OriginLink, ...]:
        """Return the links once each, by document, claim and upstream."""
        unique = {link.origin_link_id: link for link in self.links}
        return tuple(
            sorted(unique.values(), key=lambda o: (o.document_id, o.claim_id or "", o.upstream, o.basis))
        )


def _counted(roots: Collection[Root]) -> OriginCount:
    """Return how many of ``roots`` are apart for certain, and how many may be."""
    whole = _whole_names({root.name for root in roots if root.stated})
    every = {whole.get(root.name, root.name) for root in roots}
    return OriginCount(min=max(1, len(set(whole.values()))), max=max(1, len(every)))


def _whole_names(names: Collection[str]) -> dict[str, str]:
    """Return the longest name of whoever goes by each of ``names``."""
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(name.removeprefix("name:").rpartition(" ")[2], []).append(name)
    return {name: _whole_name(name, those) for those in alike.values() for name in those}


def _whole_name(name: str, names: Collection[str]) -> str:
    """Return the longest of ``names`` that ``name`` can be short for, else itself.

    Of one event "Lind" and "Ada Lind" are one. Where it can be short for two that are not one, or an
    outlet goes by it, it stays.
    """
    longer = sorted((other for other in names if _is_short_for(name, other)), key=len)
    alike = longer and all(_is_short_for(one, longer[-1]) for one in longer[:-1])
    return longer[-1] if alike else name


def _is_short_for(short: str, whole: str) -> bool:
    one, other = (name.removeprefix("name:").split() for name in (short, whole))
    if not one or len(one) >= len(other) or one[-1] != other[-1] or not set(one) <= set(other):
        return False
    return known_publisher(" ".join(one)) is None and known_publisher(" ".join(other)) is None


def named_voice(claim: Claim) -> Attribution | None:
    """Return the innermost link of the claim's chain that names whom it goes back to."""
    fitting = (a for a in claim.attribution if a.source_kind in NAMED and a.form not in VIEWS and a.source)
    return next(fitting, None)


def _is_unplaced(voice: Attribution) -> bool:
    """Whether the voice is an office of whichever state, "the ministry": perhaps that of another voice."""
    actor = voice.source_actor
    return actor is not None and actor.country is None and actor.kind == "unnamed" and bool(actor.sectors)


def _voice_name(voice: Attribution) -> str:
    """Return one form for a source: its house for media, its actor where known, its name."""
    actor, source = voice.source_actor, voice.source
    text = source.text if source else ""
    outlet = known_publisher(text)
    if outlet is not None:
        return house_of(outlet.name)
    if actor is not None and actor.actor_id is not None:
        return normal_name(actor.name or actor.actor_id)
    return normal_name(text)

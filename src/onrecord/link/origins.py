"""Who got it from whom: the roots that claims go back to, counted as a range.

A claim goes back to the source it names; else to the outlet its page credits; else to
the house of its publisher; else to its own document. Copied text and a peculiar figure
given without credit tie documents that say nothing of each other. Roots that are named
are certain; a document that names nobody may or may not stand alone, so it counts
towards the upper end only. This counts origins, it does not weigh truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.link.copying import CopiedText
from onrecord.link.houses import house_of, known_publisher, normal_name, upstreams
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


class Origins:
    """The roots of documents and claims of one record."""

    def __init__(self, documents: Sequence[Document], copied: Sequence[CopiedText] = ()) -> None:
        """Work out the root of every document.

        Args:
            documents: all documents of the record.
            copied: what was copied from where, sources before their copies.
        """
        self.links: list[OriginLink] = []
        self._roots = {d.document_id: self._root_of(d) for d in documents}
        self._same: dict[str, Root] = {}
        self._runs: dict[str, list[CopiedText]] = {}
        for text in copied:
            self._copied(text)
        self._houses(documents)

    def _root_of(self, document: Document) -> Root:
        for name, span in upstreams(document):
            root = Root(name=f"name:{house_of(name)}", stated=True)
            self._link(document.document_id, root.name, OriginBasis.CREDIT, span)
            return root
        if document.publisher:
            known = known_publisher(document.publisher)
            name = f"name:{house_of(document.publisher)}"
            return Root(name=name, stated=known is not None and known.agency)
        return Root(name=document.document_id, stated=False)

    def _copied(self, text: CopiedText) -> None:
        """Give a copy the root of what it copies, unless it already names its own upstream."""
        longest = max(text.runs, key=lambda run: run.end - run.start, default=None)
        self._link(text.document_id, text.source, OriginBasis.COPIED_TEXT, longest, stated=False)
        if text.whole and not self._roots[text.document_id].stated:
            self._roots[text.document_id] = self._roots[text.source]
        else:
            self._runs.setdefault(text.document_id, []).append(text)

    def _houses(self, documents: Sequence[Document]) -> None:
        """Link documents of different publishers that share a house to that house."""
        publishers: dict[str, set[str]] = {}
        for document in documents:
            if document.publisher:
                root = house_of(document.publisher)
                publishers.setdefault(root, set()).add(normal_name(document.publisher))
        for document in documents:
            house = house_of(document.publisher) if document.publisher else ""
            if house and (len(publishers[house]) > 1 or normal_name(document.publisher or "") != house):
                self._link(document.document_id, f"name:{house}", OriginBasis.SAME_HOUSE, None, stated=False)

    def _link(
        self,
        document_id: str,
        upstream: str,
        basis: OriginBasis,
        span: Span | None,
        claim_id: str | None = None,
        stated: bool = True,
    ) -> None:
        self.links.append(
            OriginLink(
                origin_link_id=content_id("org", document_id, claim_id or "", upstream, basis),
                document_id=document_id,
                claim_id=claim_id,
                upstream=upstream,
                basis=basis,
                span=span,
                stated=stated,
            )
        )

    def add_attributions(self, claims: Iterable[Claim]) -> None:
        """Link every claim that names a source to it."""
        for claim in claims:
            voice = named_voice(claim)
            if voice is not None:
                root = self.root(claim)
                self._link(claim.document_id, root.name, OriginBasis.ATTRIBUTED, voice.source, claim.claim_id)

    def add_same_figure(self, claim: Claim, root: Root) -> None:
        """Tie a figure given without credit to the root another document names for it."""
        self._same[claim.claim_id] = root
        self._link(
            claim.document_id, root.name, OriginBasis.SAME_FIGURE, claim.trigger, claim.claim_id, stated=False
        )

    def root(self, claim: Claim) -> Root:
        """Return what ``claim`` goes back to."""
        if claim.claim_id in self._same:
            return self._same[claim.claim_id]
        voice = named_voice(claim)
        if voice is not None:
            return Root(name=f"name:{_voice_name(voice)}", stated=True)
        for text in self._runs.get(claim.document_id, ()):
            if any(run.start <= claim.trigger.start < run.end for run in text.runs):
                return self._roots[text.source]
        return self._house(claim)

    def count(self, claims: Iterable[Claim]) -> OriginCount:
        """Return how many independent origins ``claims`` have.

        A house that tells it in its own voice counts once, whomever it quotes besides.
        Named roots are certain. A house or document that names nobody may have its
        knowledge from any of the others: it counts in the maximum only.
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
        certain = {root.name for root in roots if root.stated}
        return OriginCount(min=max(1, len(certain)), max=max(1, len({root.name for root in roots})))

    def _house(self, claim: Claim) -> Root:
        return self._roots.get(claim.document_id, Root(name=claim.document_id, stated=False))

    def in_order(self) -> tuple[OriginLink, ...]:
        """Return the links once each, by document, claim and upstream."""
        unique = {link.origin_link_id: link for link in self.links}
        return tuple(
            sorted(unique.values(), key=lambda o: (o.document_id, o.claim_id or "", o.upstream, o.basis))
        )


def named_voice(claim: Claim) -> Attribution | None:
    """Return the innermost link of the claim's chain that names whom it goes back to."""
    fitting = (a for a in claim.attribution if a.source_kind in NAMED and a.form not in VIEWS and a.source)
    return next(fitting, None)


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

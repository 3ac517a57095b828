"""The cross-document half, top to bottom: stories, events, borrowed dates, origins, figures, conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.actors import load_registry
from onrecord.ingest.publishers import own_publishers
from onrecord.link import conflicts, copying, dates, events, introductions, stories
from onrecord.link.figure_pairs import told_with
from onrecord.link.figures import link_figures
from onrecord.link.judgements import in_order
from onrecord.link.mentions import prepare
from onrecord.link.origins import Origins
from onrecord.link.positions import link_positions
from onrecord.records import Claim, Document, Introduction, Judgement, Kind, Linked
from onrecord.settings import Settings
from onrecord.store.learned import overlaid, people


def link(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    settings: Settings,
    told: Sequence[Introduction] = (),
) -> Linked:
    """Return what the claims of all documents add up to; ``told`` is what they tell of who people are.

    The order of documents and claims plays no part; equal input gives equal ids.
    """
    with own_publishers(settings.publishers):
        learned, judgements = introductions.learn(documents, claims, told, load_registry(settings.actors))
        known = people(learned)
        linked = _linked(documents, [overlaid(claim, known) for claim in claims], settings)
        return replace(linked, learned=learned, judgements=in_order((*linked.judgements, *judgements)))


def _linked(documents: Sequence[Document], claims: Sequence[Claim], settings: Settings) -> Linked:
    documents = stories.in_order(documents)
    claims = sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id))
    found_stories, judgements = stories.link_stories(documents, settings)
    home = {name: story.story_id for story in found_stories for name in story.document_ids}
    copied = copying.copied_texts(documents, settings)
    origins = Origins(documents, copied)
    grouping, date_judgements = _group(documents, claims, home)
    counted = [c for c in claims if c.kind == Kind.FIGURE]
    told = told_with(counted, events.event_of(grouping), claims)
    figures = link_figures(counted, origins, home, told)
    origins.add_attributions(claims)
    found, conflict_judgements = conflicts.find(claims, grouping, figures, origins, home)
    made = (
        *judgements,
        *copying.decisions(copied),
        *date_judgements,
        *events.decisions(grouping),
        *figures.judgements,
        *conflict_judgements,
        *link_positions(claims, home),
    )
    return Linked(
        stories=found_stories,
        events=events.build_events(grouping, origins),
        figures=figures.figures,
        origins=origins.in_order(),
        conflicts=found,
        judgements=in_order(made),
    )


def _group(
    documents: Sequence[Document], claims: Sequence[Claim], home: dict[str, str]
) -> tuple[events.Grouping, list[Judgement]]:
    """Group the event claims; where that lends dates to undated documents, group again with them."""
    by_id = {document.document_id: document for document in documents}
    event_claims = [c for c in claims if c.kind == Kind.EVENT and c.event_type]
    grouping = events.group_mentions(prepare(event_claims, by_id, home, {}))
    undated = frozenset(d.document_id for d in documents if d.published is None)
    inherited, judgements = dates.inherit(grouping, event_claims, undated)
    if inherited:
        grouping = events.group_mentions(prepare(event_claims, by_id, home, inherited))
    return grouping, judgements

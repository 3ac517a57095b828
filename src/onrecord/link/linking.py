"""The cross-document half, top to bottom: stories, events, borrowed dates, origins, figures, conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.actors import load_registry
from onrecord.ingest.publishers import own_publishers
from onrecord.link import conflicts, copying, dates, disputes, events, introductions, one_actor, stories
from onrecord.link.candidates import Key, keys_of
from onrecord.link.decisions import Decisions, Ties
from onrecord.link.figure_pairs import told_with
from onrecord.link.figures import LinkedFigures, link_figures
from onrecord.link.judgements import in_order
from onrecord.link.mentions import Mention, Page, pages, prepare
from onrecord.link.origins import Origins
from onrecord.link.positions import link_positions
from onrecord.records import (
    Claim,
    DateValue,
    Document,
    Introduction,
    Judgement,
    Kind,
    Linked,
    Statement,
)
from onrecord.settings import Settings
from onrecord.store.learned import actors_of, overlaid, people


class Steps(Struct, frozen=True):
    """The steps that compare many with many: an engine can spread them over its workers."""

    placed: Callable[[Sequence[Document], Settings, Ties], stories.Placed] = stories.place_documents
    copied: Callable[[Sequence[Document], Settings], tuple[copying.CopiedText, ...]] = copying.copied_texts
    grouped: Callable[..., events.Grouping] = events.group_mentions
    counted: Callable[..., LinkedFigures] = link_figures


HERE = Steps()
"""All steps in this process."""


def link(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    settings: Settings,
    told: Sequence[Introduction] = (),
    decisions: Iterable[Judgement] = (),
    steps: Steps = HERE,
    statements: Sequence[Statement] = (),
) -> Linked:
    """Return what the claims of all documents add up to.

    The order of documents and claims plays no part; equal input gives equal ids.

    Args:
        documents: all articles.
        claims: all that they put on record.
        settings: how the record is built.
        told: what the documents tell of who people are.
        decisions: persons' decisions that are in force; they hold over every rule.
        steps: how the steps are done that compare many with many; the result is the same.
        statements: all that the documents give to somebody.
    """
    decided = Decisions(decisions)
    with own_publishers(settings.publishers):
        learned, judgements = introductions.learn(documents, claims, told, load_registry(settings.actors))
        learned = one_actor.without_kept_apart(learned, decided.actors)
        learned = one_actor.joined(learned, claims, decided.actors)
        known = people(learned)
        actors = {actor.actor_id or "" for claim in claims for actor in actors_of(claim)}
        actors |= {one.person.actor_id for one in learned}
        judgements += decided.actors.judgements(actors)
        named = [overlaid(claim, known) for claim in claims]
        linked = _linked(documents, named, settings, decided, steps, statements)
        return replace(linked, learned=learned, judgements=in_order((*linked.judgements, *judgements)))


def _linked(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    settings: Settings,
    decided: Decisions,
    steps: Steps,
    statements: Sequence[Statement],
) -> Linked:
    documents = stories.in_order(documents)
    claims = sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id))
    placed = steps.placed(documents, settings, decided.stories)
    known = pages(documents, placed.stories, placed.index)
    home = {name: page.story for name, page in known.items()}
    copied = steps.copied(documents, settings)
    origins = Origins.of(documents, copied)
    grouping, date_judgements = _group(documents, claims, known, decided, steps)
    counted = [c for c in claims if c.kind == Kind.FIGURE]
    event_of = events.event_of(grouping)
    told = told_with(counted, event_of, claims)
    figures = steps.counted(counted, origins, home, told, decided.figures, decided.actors_apart)
    origins.add_attributions(claims)
    by_id = {claim.claim_id: claim for claim in claims}
    days = {name: page.published for name, page in known.items()}
    found, conflict_judgements = conflicts.find(claims, statements, grouping, figures, origins, home, days)
    found, settled = disputes.settled(found, decided.conflicts, by_id, origins, event_of)
    made = (
        *placed.judgements,
        *copying.decisions(copied),
        *date_judgements,
        *events.decisions(grouping),
        *figures.judgements,
        *conflict_judgements,
        *settled,
        *decided.events.judgements(by_id),
        *decided.figures.judgements(by_id),
        *link_positions(claims, home),
    )
    return Linked(
        stories=placed.stories,
        events=events.build_events(grouping, origins),
        figures=figures.figures,
        origins=origins.in_order(),
        conflicts=found,
        judgements=in_order(made),
    )


def _group(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    known: dict[str, Page],
    decided: Decisions,
    steps: Steps,
) -> tuple[events.Grouping, list[Judgement]]:
    """Group the event claims, those of undated documents by the dates that others lend them."""
    undated = frozenset(d.document_id for d in documents if d.published is None)
    event_claims = [c for c in claims if c.kind == Kind.EVENT and c.event_type]
    inherited: dict[str, DateValue] = {}
    judgements: list[Judgement] = []
    if undated:
        mentions = events.in_order(prepare(event_claims, known, {}))
        blocks: dict[Key, list[Mention]] = defaultdict(list)
        for mention in mentions:
            for key in keys_of(mention) if dates.gives_day(mention.claim) else ():
                blocks[key].append(mention)
        asking = [mention for mention in mentions if dates.asks_for_day(mention, undated)]
        pairs = dates.pairs_with_days(asking, lambda key: blocks.get(key, []))
        inherited, judgements = dates.inherit(pairs, [c for c in event_claims if c.document_id in undated])
    mentions = prepare(event_claims, known, inherited)
    return steps.grouped(mentions, decided.events, decided.actors_apart), judgements

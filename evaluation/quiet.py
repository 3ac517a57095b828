"""Count event claims where there is nothing to report: claims per 100 sentences of quiet articles.

    python evaluation/quiet.py [--claims] [--min-confidence P] [STORY_CLUSTERS.jsonl]

The sixty articles of ``tests/evaluate/data/quiet.txt`` were written for this before the coder
saw one of them: sport with its war metaphors, weather, culture, obituaries, business, markets,
science, recipes, traffic, crime without politics, opinion, history columns, celebrities, travel,
technology. None tells of an act between political actors, so every event claim is one too many.
With a file of story clusters, the sport, weather and culture stories of it (:data:`STORIES`, chosen
by label before their text was read) are counted too. Not each claim there is false (a player may
have been arrested), so that figure is an upper bound. Target: at most 2 per 100 sentences.

Confidence was learnt from our own articles among other texts, so with a threshold only the story clusters
are a fair test.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from onrecord.coding import code
from onrecord.ingest import from_text
from onrecord.read import Reader
from onrecord.records import Claim, Document, Kind
from onrecord.settings import Settings

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "evaluate" / "data" / "quiet.txt"
PUBLISHED = date(2024, 11, 18)
STORIES = frozenset(
    "Quentin_Tarantino_Uma_Thurman_car_crash Top_Female__Recording_Academy cubs_win_championship "
    "american_airlines_apologizes_after_g_league_players_accused_of_stealing_blankets_thrown_off_flight "
    "cardi_b_desperately_working_to_find_offsets_hacker_after_they_leak_cheating_video__more "
    "erie_smashes_snowfall_record_with_flakes_still_falling "
    "packers_sign_center_linsley_to_contract_extension "
    "how_astros_first_base_coach_rich_dauer_escaped_near_death_after_world_series_parade "
    "january_will_bring_two_supermoons_a_blue_moon_and_a_total_lunar_eclipse "
    "rihanna_calls_for_an_end_to_gun_violence_after_death_of_her_cousin_in_barbados "
    "sun_fun_flowers_as_129th_rose_parade_rolls_in_california".split()
)
"""Labels of the quiet stories among the story clusters."""


class Count(Struct, frozen=True):
    """What was counted in one article."""

    name: str
    kind: str
    sentences: int
    claims: tuple[Claim, ...]


def articles() -> Iterator[tuple[str, str, Document]]:
    """Yield name, kind and document of our own quiet articles."""
    for block in re.split(r"^## ", ARTICLES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, title, body = block.strip().split("\n", 2)
        name, _, kind = head.partition(" | ")
        yield name, kind, from_text(body, external_id=name, title=title, published=PUBLISHED)


def stories(path: Path) -> Iterator[tuple[str, str, Document]]:
    """Yield the articles of the quiet stories in a file of story clusters."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["event"] in STORIES:
            told = from_text(row["text"], external_id=row["id"], title=row["title"])
            yield row["id"][:12], row["event"][:32], told


def count(documents: Iterable[tuple[str, str, Document]], least: float = 0.0) -> list[Count]:
    """Return the event claims of each document whose confidence is at least ``least``."""
    reader = Reader(Settings())
    found = []
    for name, kind, document in documents:
        reading = reader.read(document)
        claims = [c for c in code(reading) if c.kind is Kind.EVENT and (c.confidence or 0.0) >= least]
        found.append(Count(name, kind, len(reading.sentences), tuple(claims)))
    return found


def per_hundred(counts: list[Count]) -> float:
    """Return the number of claims per 100 sentences."""
    return 100 * sum(len(c.claims) for c in counts) / max(1, sum(c.sentences for c in counts))


def _report(what: str, counts: list[Count], shown: bool) -> None:
    claims, sentences = sum(len(c.claims) for c in counts), sum(c.sentences for c in counts)
    print(
        f"{what}: {len(counts)} articles, {sentences} sentences, {claims} event claims, "
        f"{per_hundred(counts):.2f} per 100 sentences"
    )
    for each in counts if shown else ():
        for claim in each.claims:
            who = " + ".join(a.text for a in claim.actors), " + ".join(a.text for a in claim.recipients)
            rated = "" if claim.confidence is None else f" {claim.confidence:.2f}"
            print(f"  {each.name}: {claim.event_type}/{claim.mode} {who[0]} → {who[1]} [{claim.rule}]{rated}")
            print(f"      {' '.join(claim.sentence.text.split())}")


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", nargs="?", type=Path)
    parser.add_argument("--claims", action="store_true", help="print every claim")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    given = parser.parse_args()
    _report("own articles", count(articles(), given.min_confidence), given.claims)
    if given.stories:
        _report("story clusters", count(stories(given.stories), given.min_confidence), given.claims)


if __name__ == "__main__":
    main()

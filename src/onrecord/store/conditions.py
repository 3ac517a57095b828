"""What a filter asks of the rows of each table, as SQL with bound values only."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from onrecord.actors.countries import country_code
from onrecord.store.base import Value
from onrecord.store.filters import Filter, Voice, split_dyad
from onrecord.store.text_search import Words


class Where:
    """The conditions of one statement and the values bound to them."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[Value] = []

    def add(self, condition: str, *values: Value) -> None:
        """Ask for ``condition`` too, its question marks bound to ``values``."""
        self.conditions.append(condition)
        self.values.extend(values)

    def words(self, documents: Iterable[str], texts: Iterable[tuple[str, list[Value]]]) -> None:
        """Ask for what full text asks of ``documents`` and of the ``texts`` in them."""
        for condition in documents:
            self.add(condition)
        for condition, values in texts:
            self.add(condition, *values)

    def around(self, outer: str, inner: Where) -> None:
        """Ask for ``outer`` with the conditions of ``inner`` at its ``{}``, unless there are none."""
        if inner.conditions:
            self.add(outer.format(" AND ".join(inner.conditions)), *inner.values)

    def sql(self) -> str:
        """Return the clause, empty where nothing is asked for."""
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


# ------------------------------------------------------------------ parties


def _matches(actor_id: str, country: str, name: str) -> str:
    """Return the condition that a party is, or is part of, who is asked for: the same value four times."""
    return (
        f"(lower({actor_id}) = lower(?) OR starts_with(lower({actor_id}), lower(?) || '.') "
        f"OR lower({country}) = lower(?) OR lower({name}) = lower(?))"
    )


MATCHES = _matches("a.actor_id", "a.country", "a.name")
"""That ``a`` is, or is part of, who is asked for."""
_MATCHES_ACTOR = _matches("p.actor_id", "p.actor_country", "p.actor_name")
_MATCHES_RECIPIENT = _matches("p.recipient_id", "p.recipient_country", "p.recipient_name")

BEGINS_A_WORD = "contains(' ' || lower({}.source), ' ' || lower(?))"


class Parties(Struct, frozen=True):
    """Where it stands who takes part in the things of a list, and in which roles."""

    table: str
    key: str
    owner: str
    """The column of the listed table that ``key`` points at."""
    acting: tuple[str, ...]
    receiving: tuple[str, ...]
    pairs: str | None = None
    """The table of their ordered pairs, where there is one."""

    def has(self, roles: tuple[str, ...], party: str) -> tuple[str, list[Value]]:
        """Return the condition that ``party`` has a part in one of ``roles``."""
        inside = f"SELECT a.{self.key} FROM {self.table} a WHERE {_in_role(roles)} AND {MATCHES}"
        return f"{self.owner} IN ({inside})", [party] * 4

    def are(self, left: str, right: str, *, either_way: bool) -> tuple[str, list[Value]]:
        """Return the condition that ``left`` acts on ``right``, or both act and nobody receives.

        All who take part are looked through once, whatever is asked of them.
        """
        if self.pairs:
            condition, of_pair = _pair(left, right, either_way=either_way)
            return f"{self.owner} IN (SELECT p.{self.key} FROM {self.pairs} p WHERE {condition})", of_pair
        acts, receives = _in_role(self.acting), _in_role(self.receiving)
        ways = ["left_acts AND right_receives", *(["right_acts AND left_receives"] if either_way else [])]
        together = "" if left.lower() == right.lower() else self._together(receives)
        values: list[Value] = [*[left] * 4, *[right] * 4]
        return (
            f"{self.owner} IN (WITH met AS MATERIALIZED (SELECT id, bool_or(acts AND is_left) AS left_acts, "
            "bool_or(receives AND is_left) AS left_receives, bool_or(acts AND is_right) AS right_acts, "
            "bool_or(receives AND is_right) AS right_receives FROM ("
            f"SELECT a.{self.key} AS id, {acts} AS acts, {receives} AS receives, {MATCHES} AS is_left, "
            f"{MATCHES} AS is_right FROM {self.table} a) WHERE is_left OR is_right GROUP BY id) "
            f"SELECT id FROM met WHERE ({') OR ('.join(ways)}){together})"
        ), values

    def _together(self, receives: str) -> str:
        """Return more of those ids: where both act and nobody receives, which is a pair in each direction."""
        both = "SELECT id FROM met WHERE left_acts AND right_acts"
        sided = f"SELECT a.{self.key} FROM {self.table} a WHERE {receives} AND a.{self.key} IN ({both})"
        return f" UNION ALL {both} AND id NOT IN ({sided})"


def pair_condition(actor: str, recipient: str) -> tuple[str, list[Value]]:
    """Return the condition on a row ``p`` of the table of pairs that ``actor`` acts on ``recipient``."""
    return f"({_MATCHES_ACTOR} AND {_MATCHES_RECIPIENT})", [*[actor] * 4, *[recipient] * 4]


def _pair(left: str, right: str, *, either_way: bool) -> tuple[str, list[Value]]:
    """Return the condition that a row is of ``left`` and ``right``.

    Nobody acts together with the own side.
    """
    told = [pair_condition(a, b) for a, b in [(left, right), (right, left)][: 1 + either_way]]
    alone = " AND NOT p.joint" if left.lower() == right.lower() else ""
    return f"({' OR '.join(one for one, _ in told)}){alone}", [value for _, bound in told for value in bound]


def _in_role(roles: tuple[str, ...]) -> str:
    return f"a.role IN ({', '.join(repr(role) for role in roles)})"


CLAIM_PARTIES = Parties(
    "parties", "claim_id", "c.claim_id", ("actor", "holder", "of"), ("recipient", "target", "counterpart")
)


def party_conditions(where: Where, wanted: Filter, parties: Parties, *, dyad: bool = True) -> None:
    """Add that the actor, recipient and, unless that is seen to, the dyad wanted take part."""
    for roles, party in ((parties.acting, wanted.actor), (parties.receiving, wanted.recipient)):
        if party:
            condition, values = parties.has(roles, party)
            where.add(condition, *values)
    if wanted.dyad and dyad:
        left, right = split_dyad(wanted.dyad)
        condition, values = parties.are(left, right, either_way=bool(wanted.either_way))
        where.add(condition, *values)


def speaks(table: str, key: str, owner: str) -> str:
    """Return the condition that somebody asked for is among the speakers in ``table``."""
    return f"{owner}.{key} IN (SELECT a.{key} FROM {table} a WHERE a.role = 'speaker' AND {MATCHES})"


# ------------------------------------------------------------------- claims


def claim_conditions(where: Where, wanted: Filter, words: Words | None) -> None:
    """Add what ``wanted`` asks of claims, table ``c``."""
    for column, value in (("kind", wanted.kind), ("modality", wanted.modality)):
        if value:
            where.add(f"c.{column} = lower(?)", value)
    if wanted.type:
        where.add(
            "(c.event_type = upper(?) OR c.measure = lower(?) OR c.stance = lower(?))", *[wanted.type] * 3
        )
    if wanted.quad is not None:
        where.add("c.quad_class = ?", wanted.quad)
    if wanted.place:
        place_conditions(
            where, wanted.place, "c.country", ("c.place", "json_extract_string(c.record, '$.place.text')")
        )
    _voice_conditions(where, wanted)
    if words:
        where.words(words.in_documents("c.document_id"), words.within("c.claim_id", "claims", "sentence"))
    if wanted.publisher:
        where.add(
            "c.document_id IN (SELECT document_id FROM documents WHERE contains(lower(publisher), lower(?)))",
            wanted.publisher,
        )
    party_conditions(where, wanted, CLAIM_PARTIES)
    date_conditions(where, wanted, "c")
    _linked_conditions(where, wanted)


_VOICED = "SELECT 1 FROM claim_voices v WHERE v.claim_id = c.claim_id"

_VOICES: dict[str, str] = {
    Voice.PUBLISHER: f"NOT EXISTS ({_VOICED})",
    Voice.ATTRIBUTED: f"EXISTS ({_VOICED})",
    Voice.ANONYMOUS: f"EXISTS ({_VOICED} AND v.ordinal = 0 AND v.anonymous)",
}


def _voice_conditions(where: Where, wanted: Filter) -> None:
    """Apply the filters on whose word a claim is."""
    if wanted.voice:
        where.add(_VOICES.get(wanted.voice, "FALSE"))  # as an unknown kind: nothing has it
    if wanted.source_kind:
        where.add(f"EXISTS ({_VOICED} AND v.source_kind = lower(?))", wanted.source_kind)
    if wanted.source:
        named = speaks("claim_voice_actors", "claim_id", "c")
        told = f"EXISTS ({_VOICED} AND {BEGINS_A_WORD.format('v')})"
        where.add(f"({named} OR {told})", *[wanted.source] * 5)


def _linked_conditions(where: Where, wanted: Filter) -> None:
    """Apply the filters on what linking made of a claim."""
    if wanted.min_origins is not None:
        events = "SELECT l.claim_id FROM event_claims l JOIN events e USING (event_id)"
        figures = "SELECT l.claim_id FROM figure_claims l JOIN figures f USING (figure_id)"
        where.add(
            f"(c.claim_id IN ({events} WHERE e.origins_min >= ?) "
            f"OR c.claim_id IN ({figures} WHERE f.origins_min >= ?))",
            wanted.min_origins,
            wanted.min_origins,
        )
    contested_condition(where, wanted, "c.claim_id", "SELECT claim_id FROM conflict_claims")


def contested_condition(where: Where, wanted: Filter, owner: str, contested: str) -> None:
    """Add that ``owner`` is, or is not, among the ``contested``."""
    if wanted.contested is not None:
        where.add(f"{owner} {'IN' if wanted.contested else 'NOT IN'} ({contested})")


def through_claims(where: Where, wanted: Filter, words: Words | None, outer: str) -> None:
    """Ask that one claim answers all that ``wanted`` asks of claims; ``outer`` says how it is reached."""
    inner = Where()
    claim_conditions(inner, wanted, words)
    where.around(outer, inner)


def asked_of_claims(wanted: Filter) -> Filter:
    """Return what only the claims behind a joined thing answer: who tells it, and in whose words."""
    return Filter(
        publisher=wanted.publisher,
        modality=wanted.modality,
        source=wanted.source,
        voice=wanted.voice,
        source_kind=wanted.source_kind,
    )


# -------------------------------------------------------- places, days, articles


def place_conditions(where: Where, place: str, country: str, names: tuple[str, ...]) -> None:
    """Add that ``place`` is the country, by code or name, or one of the ``names`` of the place."""
    code = country_code(place)
    named = [f"lower(strip_accents({name})) = lower(strip_accents(?))" for name in names]
    ways = [*([f"{country} = ?"] if code else []), *named]
    where.add(f"({' OR '.join(ways)})", *([code] if code else []), *[place] * len(named))


def document_conditions(where: Where, wanted: Filter) -> None:
    """Add what is asked of the article that tells: its outlet, its days of publication; table ``d``."""
    if wanted.publisher:
        where.add("contains(lower(d.publisher), lower(?))", wanted.publisher)
    if wanted.since:
        where.add("d.published >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add("d.published <= CAST(? AS DATE)", wanted.until.isoformat())


def date_conditions(where: Where, wanted: Filter, table: str) -> None:
    """Take what can have happened in the window: intervals that overlap it."""
    if wanted.since:
        where.add(f"{table}.date_end >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add(f"{table}.date_start <= CAST(? AS DATE)", wanted.until.isoformat())

"""Whose a place or a building is that force is used on: the state it lies in.

"Missiles hit the port of Odesa" names no party as the target; the port belongs to the
country of Odesa. Only sites are taken this way: what moves (ships, troops) may belong to anybody.
"""

from __future__ import annotations

from onrecord.actors import load_registry
from onrecord.coding.clause import Clause
from onrecord.ontology import Ontology
from onrecord.reading import Mention, Token, Toponym

LINKS = ("of", "in", "at", "near", "outside", "on")


def site_owner(clause: Clause, token: Token, ontology: Ontology) -> Mention | None:
    """Return the state that the place ``token`` names, or the site it is, belongs to."""
    toponyms = {t.head: t for t in clause.reading.toponyms if t.sentence == clause.sentence.index}
    found = toponyms.get(token.i)
    if found is None and (token.lemma in ontology.sites or token.lower in ontology.sites):
        found = _place_of_site(clause, token, toponyms)
    return _state(clause, found) if found is not None else None


def _place_of_site(clause: Clause, site: Token, toponyms: dict[int, Toponym]) -> Toponym | None:
    below = [t for w, t in clause.prepositions(site) if w in LINKS]
    below += clause.sentence.kids(site.i, "compound", "nmod", "poss", "appos")
    return next((toponyms[t.i] for t in below if t.i in toponyms), None)


def _state(clause: Clause, toponym: Toponym) -> Mention | None:
    country = load_registry().country(toponym.country)
    if country is None:
        return None
    return Mention(
        sentence=clause.sentence.index,
        head=toponym.head,
        start=toponym.start,
        end=toponym.end,
        text=toponym.text,
        form="place",
        actors=(country,),
        basis="place",
        place_like=True,
    )

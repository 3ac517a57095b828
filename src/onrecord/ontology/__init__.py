"""What an event is: PLOVER types, modes, contexts, scales, and the words that call them up.

Data lies in TOML files beside this module; :func:`load_ontology` reads and checks them.
Names, codes and scores are facts from the PLOVER manual (Open Event Data Alliance,
CC BY-SA 4.0); definitions, words and example sentences are our own.
"""

from onrecord.ontology.load import load_ontology, own_kinds
from onrecord.ontology.own import own_files
from onrecord.ontology.schema import EventType, Example, Extension, Frame, Mode, Ontology, Rule

__all__ = [
    "EventType",
    "Example",
    "Extension",
    "Frame",
    "Mode",
    "Ontology",
    "Rule",
    "load_ontology",
    "own_files",
    "own_kinds",
]

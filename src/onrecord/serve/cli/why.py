"""Why an event claim reads as it does, in words: for whoever doubts one and runs `onrecord show`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.records import Actor, Claim, Grounds, Route

if TYPE_CHECKING:
    from rich.text import Text

WRAPPERS = {
    "future": "told as still to come, which the manual counts as an act of its own",
    "alleged": "what somebody is accused of",
    "denial": "denied",
    "fail": "told as failed",
}
"""What stands around the name of a rule, for acts that are not simply told."""
SLOTS = {"elsewhere": "in another sentence", "itself": "on the trigger", "xcomp": "in the act inside"}
SLOTS |= {"ccomp": "in the clause inside", "antecedent": "whom the clause describes"}


def why(claim: Claim) -> Iterator[Text]:
    """Yield the lines that say what ``claim`` was read from, none where neither rule nor person tells."""
    if claim.judged is not None and claim.judged.added_by:
        yield _line("added", "a person read it in these words; the coder missed it")
    grounds = claim.grounds
    if grounds is None:
        return
    told = [
        ("rule", rule_words(claim.rule or "", claim.trigger.text)),
        ("frame", frame_words(grounds)),
        *((side, _party(actor, grounds)) for side, actor in _sides(claim)),
        ("held", _status(claim, grounds)),
        ("sure", confidence_words(claim, grounds)),
    ]
    yield from (_line(name, words) for name, words in told if words)


def _line(name: str, words: str) -> Text:
    from rich.text import Text

    return Text(f"why  {name}  ", style="dim").append(words, style="not dim")


def rule_words(rule: str, trigger: str) -> str:
    """Return the rule in words, the outermost act first.

    >>> rule_words("verb.refuse(verb.release)", "refused")
    'the verb “refuse” (here: “refused”) over the verb “release” inside it'
    """
    names = rule.replace(")", "").split("(")
    wrapped = [WRAPPERS[name] for name in names if name in WRAPPERS]
    acts = [_act(name) for name in names if name not in WRAPPERS]
    if not acts:
        return ""
    first = f"{acts[0]} (here: “{trigger}”)"
    inside = f" over {acts[1]} inside it" if len(acts) > 1 else ""
    return "; ".join([first + inside, *wrapped])


def _act(name: str) -> str:
    if name == "speech.must":
        return "“must” or “should” after a verb of speech, which is a request"
    part, _, rest = name.partition(".")
    lemma, _, ending = rest.partition(".")
    foiled = ", foiled" if ending == "foiled" else ""
    return f"the {part} “{lemma.replace('_', ' ')}”{foiled}"


def frame_words(grounds: Grounds) -> str:
    """Return what the frame asked for and found."""
    found = [f"carried by “{grounds.carrier}”"] if grounds.carrier else []
    found += [_quoted(condition) for condition in grounds.frame]
    return ", ".join(found)


def _quoted(condition: str) -> str:
    """Return a condition with its word in quotation marks.

    >>> _quoted("behind a preposition Paris")
    'behind a preposition “Paris”'
    """
    name, _, word = condition.rpartition(" ")
    return f"{name} “{word}”"


def _sides(claim: Claim) -> list[tuple[str, Actor]]:
    sides = [*(("actor", a) for a in claim.actors), *(("recipient", a) for a in claim.recipients)]
    unique = {(side, actor.start): actor for side, actor in reversed(sides)}
    return [(side, actor) for (side, _), actor in reversed(unique.items())]


def _party(actor: Actor, grounds: Grounds) -> str:
    routes = [route for route in grounds.routes if route.start == actor.start]
    place = f", {_place(routes[0])}" if routes else ""
    known = f"; who that is: by {actor.basis.replace('_', ' ')}" if actor.basis else ""
    return f"“{' '.join(actor.text.split())}”{place}{known}"


def _place(route: Route) -> str:
    slot = SLOTS.get(route.slot, route.slot)
    if len(slot.split()) == 1 and route.slot not in ("subject", "object", "possessor", "modifier"):
        slot = f"behind “{slot}”"
    return f"{slot} of “{route.through}”" if route.through else slot


def _status(claim: Claim, grounds: Grounds) -> str:
    held = f"{claim.polarity}, {claim.modality}"
    return f"{held}, by “{grounds.status}”" if grounds.status else held


def confidence_words(claim: Claim, grounds: Grounds) -> str:
    """Return the confidence, and what moved it most from that of an average claim."""
    if claim.confidence is None:
        return ""
    if claim.judged is not None:
        given = claim.judged.confidence
        return "a person checked it" + ("" if given is None else f"; the coder gave {given:.2f}")
    return f"{claim.confidence:.2f}" + _moved(grounds.weighed)


def _moved(weighed: Sequence[tuple[str, float]]) -> str:
    if not weighed:
        return ", as an average claim"
    told = ", ".join(f"{_feature(name)} {by:+.2f}" for name, by in weighed)
    return f", moved by (log-odds against an average claim): {told}"


def _feature(name: str) -> str:
    return name.replace("type ", "being ", 1) if name.startswith(("type ", "not type ")) else name

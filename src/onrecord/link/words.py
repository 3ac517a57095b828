"""Words of a text as linking compares them: lower case, light stems, no function words.

Stems only have to agree with each other, not with a dictionary: "kidnapped",
"kidnapping" and "kidnappers" give one, "meets", "met" and "meeting" another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")

COMMON = frozenset(
    """a about above after again against all almost along already also although always am among an and
    another any anyone anything are around as at away back be became because become been before
    behind being below between both but by can cannot come could did do does doing done down during
    each either else enough even ever every everyone few first for from further get give given go
    going gone got had has have having he her here hers herself him himself his how however i if in
    indeed into is it its itself just keep last latter least less made make many may me might mine
    more moreover most mostly mr mrs ms much must my myself namely near nearly neither never
    nevertheless next no nobody none nor not nothing now of off often on once one only onto or other
    others otherwise our ours out over own per perhaps put quite rather really said same say says
    second seem seemed several she should show since so some somebody someone something sometimes
    somewhere still such take ten than that the their theirs them themselves then there therefore
    these they third this those though three through throughout thus to today together told too
    toward towards two under until unless up upon us very via was we well were what whatever when
    where whereas whether which while who whoever whole whom whose why will with within without
    would yesterday yet you your yours""".split()
)
"""Function words and the reporting words that every article has."""

TIME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december day days week weeks month months year years morning
    afternoon evening night today yesterday tomorrow tonight earlier later ago recent recently last
    next""".split()
)
"""Words that tell when, which dates already compare."""

IRREGULAR = {
    "met": "meet", "held": "hold", "sat": "sit", "took": "take", "taken": "take", "shot": "shoot",
    "struck": "strike", "fought": "fight", "killed": "kill", "sent": "send", "sold": "sell", "bought": "buy",
    "gave": "give", "given": "give", "went": "go", "gone": "go", "came": "come", "left": "leave",
    "built": "build", "broke": "break", "broken": "break", "withdrew": "withdraw", "withdrawn": "withdraw",
    "spoke": "speak", "spoken": "speak", "flew": "fly", "flown": "fly", "fell": "fall", "fallen": "fall",
    "began": "begin", "begun": "begin", "won": "win", "lost": "lose", "paid": "pay", "kept": "keep",
    "stole": "steal", "stolen": "steal", "threw": "throw", "thrown": "throw", "swore": "swear",
    "sworn": "swear", "blew": "blow", "blown": "blow", "men": "man", "women": "woman", "children": "child",
    "people": "person", "hid": "hide", "led": "lead", "dealt": "deal", "drew": "draw", "drawn": "draw",
    "denied": "deny", "denies": "deny", "denial": "deny", "visit": "visit", "talks": "talk",
}  # fmt: skip

SUFFIXES = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers",
    "ies", "ied", "ed", "er", "es", "s", "e",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case.

    >>> {stem(w) for w in ("kidnapped", "kidnapping", "kidnap", "kidnappers")}
    {'kidnap'}
    """
    word = IRREGULAR.get(word, word)
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return _undouble(word[: -len(suffix)] + ("y" if suffix in {"ies", "ied"} else ""))
    return word


def _undouble(root: str) -> str:
    doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeiousl"
    return root[:-1] if doubled else root


def words(text: str) -> Iterator[str]:
    """Yield the words of ``text`` in lower case, without possessive endings."""
    for match in WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        yield word[:-2] if word.endswith("'s") else word


def content_stems(text: str) -> list[str]:
    """Return the stems of the words of ``text`` that carry content, in order.

    >>> content_stems("The rebels have kidnapped 12 pupils")
    ['rebel', 'kidnap', '12', 'pupil']
    """
    return [stem(word) for word in words(text) if len(word) > 1 and word not in COMMON]

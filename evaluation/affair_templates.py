"""Affairs made from templates: the same facts told in other words, with one planted slip each.

``affair_templates.toml`` holds the sentences. Each setting below fills them with two
states, two people, a town and a day, and says which slip the fourth article makes. The
fifth article copies the first, the sixth was published before the event and announces
or threatens it. What is written follows from the setting's name alone.
"""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from affair_texts import Affair, read_affair
from msgspec import Struct

TEMPLATES = Path(__file__).resolve().with_suffix(".toml")


class Setting(Struct, frozen=True):
    """Who, where, when, and what goes wrong."""

    family: str
    slip: str
    ours: tuple[str, str, str]
    """Country that acts: name, adjective, ISO3."""
    theirs: tuple[str, str, str]
    people: tuple[str, str]
    towns: tuple[str, str]
    """In the receiving country, and elsewhere."""
    day: date
    matter: str
    count: int = 0


SETTINGS = (
    Setting(
        "visit",
        "date",
        ("Slovenia", "Slovenian", "SVN"),
        ("Montenegro", "Montenegrin", "MNE"),
        ("Tina Zupan", "Luka Perovic"),
        ("Podgorica", "Ljubljana"),
        date(2031, 2, 5),
        "the coastal railway",
    ),
    Setting(
        "visit",
        "place",
        ("Uruguay", "Uruguayan", "URY"),
        ("Paraguay", "Paraguayan", "PRY"),
        ("Elena Sosa", "Hugo Benitez"),
        ("Asuncion", "Montevideo"),
        date(2030, 6, 12),
        "barges on the river",
    ),
    Setting(
        "visit",
        "none",
        ("Ghana", "Ghanaian", "GHA"),
        ("Senegal", "Senegalese", "SEN"),
        ("Abena Mensah", "Moussa Diagne"),
        ("Dakar", "Accra"),
        date(2031, 7, 24),
        "fishing quotas",
    ),
    Setting(
        "visit",
        "date",
        ("Nepal", "Nepali", "NPL"),
        ("Bhutan", "Bhutanese", "BTN"),
        ("Sita Gurung", "Tashi Wangdi"),
        ("Thimphu", "Kathmandu"),
        date(2030, 11, 13),
        "water from the dams",
    ),
    Setting(
        "visit",
        "none",
        ("Finland", "Finnish", "FIN"),
        ("Latvia", "Latvian", "LVA"),
        ("Aino Lehto", "Janis Ozols"),
        ("Riga", "Helsinki"),
        date(2031, 4, 9),
        "cables under the sea",
    ),
    Setting(
        "shelling",
        "quantity",
        ("Eritrea", "Eritrean", "ERI"),
        ("Ethiopia", "Ethiopian", "ETH"),
        ("-", "-"),
        ("Adigrat", "Asmara"),
        date(2030, 5, 8),
        "-",
        14,
    ),
    Setting(
        "shelling",
        "actor",
        ("Thailand", "Thai", "THA"),
        ("Cambodia", "Cambodian", "KHM"),
        ("-", "-"),
        ("Poipet", "Bangkok"),
        date(2031, 1, 22),
        "-",
        9,
    ),
    Setting(
        "shelling",
        "polarity",
        ("Rwanda", "Rwandan", "RWA"),
        ("Burundi", "Burundian", "BDI"),
        ("-", "-"),
        ("Cibitoke", "Kigali"),
        date(2030, 9, 4),
        "-",
        12,
    ),
    Setting(
        "shelling",
        "none",
        ("Tajikistan", "Tajik", "TJK"),
        ("Kyrgyzstan", "Kyrgyz", "KGZ"),
        ("-", "-"),
        ("Batken", "Dushanbe"),
        date(2031, 3, 19),
        "-",
        21,
    ),
    Setting(
        "shelling",
        "quantity",
        ("Chad", "Chadian", "TCD"),
        ("Libya", "Libyan", "LBY"),
        ("-", "-"),
        ("Kufra", "Faya"),
        date(2030, 10, 16),
        "-",
        17,
    ),
    Setting(
        "expulsion",
        "date",
        ("Ecuador", "Ecuadorean", "ECU"),
        ("Chile", "Chilean", "CHL"),
        ("-", "-"),
        ("Santiago", "Quito"),
        date(2031, 5, 7),
        "a leaked cable",
    ),
    Setting(
        "expulsion",
        "actor",
        ("Malaysia", "Malaysian", "MYS"),
        ("Brunei", "Bruneian", "BRN"),
        ("-", "-"),
        ("Bandar", "Kuala Lumpur"),
        date(2030, 3, 20),
        "a smuggled painting",
    ),
    Setting(
        "expulsion",
        "none",
        ("Bulgaria", "Bulgarian", "BGR"),
        ("Moldova", "Moldovan", "MDA"),
        ("-", "-"),
        ("Chisinau", "Sofia"),
        date(2031, 8, 13),
        "forged passports",
    ),
    Setting(
        "expulsion",
        "none",
        ("Kenya", "Kenyan", "KEN"),
        ("Zimbabwe", "Zimbabwean", "ZWE"),
        ("-", "-"),
        ("Harare", "Nairobi"),
        date(2030, 12, 11),
        "a raid on a newspaper",
    ),
    Setting(
        "accord",
        "modality",
        ("Lithuania", "Lithuanian", "LTU"),
        ("Poland", "Polish", "POL"),
        ("-", "-"),
        ("Suwalki", "Vilnius"),
        date(2031, 6, 4),
        "a shared bus line",
    ),
    Setting(
        "accord",
        "date",
        ("Laos", "Laotian", "LAO"),
        ("Vietnam", "Vietnamese", "VNM"),
        ("-", "-"),
        ("Vinh", "Vientiane"),
        date(2030, 7, 17),
        "timber and rice",
    ),
    Setting(
        "accord",
        "none",
        ("Algeria", "Algerian", "DZA"),
        ("Tunisia", "Tunisian", "TUN"),
        ("-", "-"),
        ("Tozeur", "Algiers"),
        date(2031, 10, 15),
        "wells in the desert",
    ),
    Setting(
        "accord",
        "modality",
        ("Bolivia", "Bolivian", "BOL"),
        ("Argentina", "Argentine", "ARG"),
        ("-", "-"),
        ("Salta", "La Paz"),
        date(2030, 4, 24),
        "gas for the winter",
    ),
)


def templated_affairs() -> list[Affair]:
    """Return the affairs that the settings make, in their order."""
    made = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    families = {family["name"]: family for family in made["family"]}
    return [_affair(setting, families[setting.family], made["outlets"]) for setting in SETTINGS]


def _affair(setting: Setting, family: dict[str, Any], outlets: list[str]) -> Affair:
    name = f"{setting.family}_{setting.theirs[0].lower()}"
    chance = random.Random(name)
    outlets = chance.sample(outlets, len(outlets))
    leads, fillers = chance.sample(family["leads"], 3), chance.sample(family["fillers"], 4)
    titles = chance.sample(family["titles"], 3)
    told = {
        "a": (1, titles[0], [leads[0], *fillers[:2]]),
        "b": (1, titles[1], [leads[1], fillers[2]]),
        "c": (2, titles[2], [family["coarse"], fillers[3]]),
        "d": (4, titles[0], [family["slips"][setting.slip], fillers[2]]),
        "e": (2, titles[1], [leads[0], *fillers[:2]]),
        "f": (-2, titles[2], [family["plan"], fillers[3]]),
    }
    lines = [f"{setting.ours[0]} and {setting.theirs[0]}: {setting.family}, slip {setting.slip}."]
    lines += [f"event e1: {family['event']}", *_planted(setting)]
    for (key, (days, title, sentences)), outlet in zip(told.items(), outlets, strict=True):
        published = setting.day + timedelta(days=days)
        lines += [f"@ {key} | {outlet} | {published} | {title}", " ".join(sentences)]
    return read_affair(name, _filled("\n".join(lines), setting), templated=True)


def _planted(setting: Setting) -> list[str]:
    """Return the facts that hold for every affair of the kind, and the slip."""
    first = ["copied: a > e"]
    if setting.slip == "none":
        return first
    label = "f1" if setting.slip == "quantity" else "e1"
    return [*first, f"conflict {setting.slip} {label}: a b c e / d"]


def _filled(text: str, setting: Setting) -> str:
    day = setting.day
    slots = {
        "A3": setting.ours[2],
        "B3": setting.theirs[2],
        "ADJA": setting.ours[1],
        "ADJB": setting.theirs[1],
        "A": setting.ours[0],
        "B": setting.theirs[0],
        "PA": setting.people[0],
        "PB": setting.people[1],
        "LASTA": setting.people[0].split()[-1],
        "LASTB": setting.people[1].split()[-1],
        "CITY": setting.towns[0],
        "OTHERCITY": setting.towns[1],
        "MATTER": setting.matter,
        "ISO": day.isoformat(),
        "WD": f"{day:%A}",
        "DAY": f"{day.day} {day:%B}",
        "WRONGDAY": _printed(day - timedelta(days=4)),
        "BEFORE": f"{day - timedelta(days=3):%A}",
        "AFTER": f"{day + timedelta(days=3):%A}",
        "LATER": f"{day + timedelta(days=4):%A}",
        "N": str(setting.count),
        "WRONGN": str(setting.count * 3),
        "LESSN": str(setting.count - 2),
    }
    for slot, value in slots.items():
        text = text.replace(f"<{slot}>", value)
    return text


def _printed(day: date) -> str:
    return f"{day.day} {day:%B}"

import json

import msgspec
import pytest

from onrecord.errors import GoldError
from onrecord.evaluate import evaluate, gold_sets

ACTORS = [
    {"id": "1", "text": "Norway", "date": None, "gold": {"expect": [["country", "==", "NOR"]]}},
    {"id": "2", "text": "zzqx", "date": None, "gold": {"expect": [["country", "==", "NOR"]]}},
]
TIMEXES = [
    {
        "id": "t",
        "text": "The ferry sank on 3 March 2021.",
        "dct": "2021-03-04",
        "timexes": [{"start": 18, "end": 30, "type": "DATE", "value": "2021-03-03"}],
    }
]


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "ngec_actor_tests.jsonl", ACTORS)
    write(tmp_path / "timex_other.jsonl", TIMEXES)
    (tmp_path / "README.md").write_text("notes")
    return tmp_path


def test_scores_what_is_there_and_lists_the_rest(folder):
    run = evaluate([folder])
    assert {s.set for s in run.scores} == {"ngec_actor_tests", "timex_other"}
    assert run.skipped == (str(folder / "README.md"),)
    assert run.samples == {}


def test_values_are_those_of_the_rows(folder):
    run = evaluate([folder])
    assert run.value("ngec_actor_tests", "country_accuracy") == 0.5
    assert run.value("timex_other", "strict_f1") == 1.0
    assert run.value("timex_other", "value_f1") == 1.0
    assert run.value("timex_other", "no_such_metric") is None


def test_a_set_is_known_by_the_start_of_its_name(folder):
    (folder / "timex_other.jsonl").rename(folder / "timex_kept_back_9.jsonl")
    assert {s.set for s in evaluate([folder], only=["timex"]).scores} == {"timex_kept_back_9"}


def test_only_takes_file_names_too(folder):
    assert {s.set for s in evaluate([folder], only=["timex_other"]).scores} == {"timex_other"}


def test_an_unknown_name_lists_the_known_ones(folder):
    with pytest.raises(GoldError, match=r"polnear[\s\S]*timex_other"):
        evaluate([folder], only=["polnear"])


def test_no_known_set_is_an_error(tmp_path):
    (tmp_path / "letters.jsonl").write_text("{}")
    with pytest.raises(GoldError, match="no known gold set"):
        evaluate([tmp_path])


def test_a_missing_path_is_an_error(tmp_path):
    with pytest.raises(GoldError, match="nowhere"):
        evaluate([tmp_path / "nowhere"])


def test_a_file_given_twice_is_scored_once(folder):
    run = evaluate([folder, folder / "timex_other.jsonl"], only=["timex"])
    assert len({(s.set, s.metric) for s in run.scores}) == len(run.scores)


def test_a_sample_is_named_by_its_digest(folder):
    run = evaluate([folder / "ngec_actor_tests.jsonl"], sample=1)
    assert run.scores[0].n == 1
    assert len(run.samples["ngec_actor_tests"]) == 16


def test_progress_is_told(folder):
    told = []
    evaluate([folder / "timex_other.jsonl"], progress=lambda *step: told.append(step))
    assert told == [("timex_other", 0, 1), ("timex_other", 1, 1)]


def test_json_is_stable_and_complete(folder):
    first, second = evaluate([folder]).to_json(), evaluate([folder]).to_json()
    rows = [msgspec.json.decode(data)["scores"] for data in (first, second)]
    for row in (row for run in rows for row in run):
        assert list(row) == ["set", "metric", "value", "low", "high", "n", "seconds", "note"]
        del row["seconds"]
    assert rows[0] == rows[1]


def test_every_set_of_the_table_has_its_own_prefix():
    prefixes = [s.prefix for s in gold_sets()]
    assert len(prefixes) == len(set(prefixes)) >= 13


@pytest.mark.needs_shared
def test_every_visible_gold_file_belongs_to_a_set(shared):
    known = tuple(s.prefix for s in gold_sets())
    names = [p.name for p in (shared / "gold").iterdir() if ".jsonl" in p.suffixes]
    assert names
    assert [n for n in names if not n.startswith((*known, "ecb_events"))] == []

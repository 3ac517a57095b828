from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app
from onrecord.store.queries import LISTS

LISTINGS = [*LISTS, "dyads"]


def onrecord(*words: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=text)


SCRIPT = [sys.executable, "-c", "from onrecord.serve.cli.main import run; run()"]


def test_help_names_every_command_and_each_has_an_example() -> None:
    told = onrecord("--help")
    assert told.exit_code == 0
    for name in [*LISTINGS, "build", "brief", "show", "export", "code", "eval"]:
        assert f"  {name} " in told.output
        help_text = onrecord(name, "--help").output
        assert "Example:" in help_text
        assert f"onrecord {name}" in help_text


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, onrecord.serve.cli.main\n"
        "heavy = ('spacy', 'duckdb', 'pyarrow', 'sklearn', 'numpy', 'jinja2', 'lxml',\n"
        " 'importlib.metadata', 'multiprocessing', 'concurrent.futures', 'onrecord.store.writer')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", LISTINGS)
def test_tables_fit_a_hundred_columns(record: Path, name: str) -> None:
    told = onrecord(name, record)
    assert told.exit_code == 0
    rows = told.output.splitlines()
    assert len(rows) > 1
    assert max(map(len, rows)) <= 100


@pytest.mark.parametrize("name", LISTINGS)
def test_json_lines_csv_and_parquet_tell_the_same_rows(record: Path, name: str) -> None:
    lines = [json.loads(line) for line in onrecord(name, record, "--format", "jsonl").output.splitlines()]
    table = list(csv.DictReader(io.StringIO(onrecord(name, record, "--format", "csv").stdout)))
    parquet = pq.read_table(
        io.BytesIO(onrecord(name, record, "--format", "parquet").stdout_bytes)
    ).to_pylist()
    assert len(lines) == len(table) == len(parquet) > 0
    key = next(iter(lines[0]))
    assert [line[key] for line in lines] == [row[key] for row in table] == [row[key] for row in parquet]


def test_claim_lines_carry_what_was_promised(record: Path) -> None:
    promised = (
        "claim_id document_id kind event_type mode contexts quad_class scale cameo actors recipients date "
        "place polarity modality attribution trigger sentence confidence"
    ).split()
    for text in onrecord("claims", record, "--format", "jsonl").output.splitlines():
        line = json.loads(text)
        assert set(promised) <= set(line)
        assert set(line["trigger"]) == {"start", "end", "text", "raw_start", "raw_end"}
        for party in line["actors"] + line["recipients"]:
            assert {"text", "start", "end", "actor_id", "name", "country", "sectors"} <= set(party)


def test_filters_reach_the_query(record: Path) -> None:
    told = onrecord("events", record, "--dyad", "VEL-OSM", "--since", "2031-03-01", "--format", "jsonl")
    assert [json.loads(line)["event_id"] for line in told.output.splitlines()] == ["evt_recall"]


def test_no_rows_is_said_aside(record: Path) -> None:
    told = onrecord("events", record, "--actor", "nobody")
    assert told.exit_code == 0
    assert told.stdout == ""
    assert "no events answer to that" in told.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["events", "none.onrecord"], 4, "onrecord build"),
        (["events", "."], 4, "folder"),
        (["show", "RECORD", "evt_zzz"], 4, "nothing in the record"),
        (["events", "RECORD", "--dyad", "VEL"], 2, "is not a dyad"),
        (["events", "RECORD", "--since", "soon"], 2, "soon"),
        (["events", "RECORD", "--colour", "red"], 2, "--colour"),
        (["export", "RECORD", "fax", "-o", "out"], 2, "Known: acled, cameo, csv"),
        (["code", "none.jsonl"], 3, "cannot be read"),
        (["brief", "RECORD", "-o", "no/such/folder.html"], 1, "cannot be written"),
        (["build", "x.txt", "--record", "r", "--settings", "none.toml"], 2, "no such file"),
        (["build", "no-such-article.txt", "--record", "r"], 3, "no-such-article.txt"),
        (["eval", "no-such-gold"], 5, "no-such-gold"),
    ],
)
def test_bad_input_gets_plain_words_and_a_code(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = onrecord(*[str(record) if word == "RECORD" else word for word in words])
    assert told.exit_code == code
    assert says in told.stderr
    assert "Traceback" not in told.output


def test_show_tells_where_a_claim_comes_from(record: Path) -> None:
    told = onrecord("show", record, "evt_recall")
    assert "Northern Wire, in the outlet's own voice" in told.output
    assert "according to Foreign Minister Ada Lind" in told.output
    assert "of the input" in told.output
    assert "same_event by rule:same_type_and_parties 0.90 (same type, same parties)" in " ".join(
        told.output.split()
    )


@pytest.mark.parametrize("identity", ["evt_talks", "fig_", "sto_", "cnf_"])
def test_show_takes_every_kind_by_a_beginning(record: Path, identity: str) -> None:
    told = onrecord("show", record, identity)
    assert told.exit_code == 0
    assert len(told.output.splitlines()) > 3
    assert json.loads(onrecord("show", record, identity, "--json").output)


def test_show_document_lists_paths_and_claims(record: Path) -> None:
    document = json.loads(onrecord("documents", record, "--publisher", "Wire", "-f", "jsonl").output)
    told = onrecord("show", record, document["document_id"])
    assert "news/all.jsonl (record 7)" in told.output
    assert told.output.count("clm_") == 3


def test_brief_in_the_terminal_has_every_section(record: Path) -> None:
    told = onrecord("brief", record).output
    for title in ("What happened", "stands where", "changed", "contested", "one side", "to watch", "Sources"):
        assert title in told
    assert max(map(len, told.splitlines())) <= 100


def test_brief_page_replaces_the_old_one_whole(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old")
    assert onrecord("brief", record, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["affair.onrecord", "brief.html"]


def test_export_prints_the_files_it_made(record: Path, tmp_path: Path) -> None:
    told = onrecord("export", record, "jsonl", "-o", tmp_path / "out")
    assert told.exit_code == 0
    assert all(Path(line).is_file() for line in told.output.splitlines())


def test_reader_that_leaves_early_is_no_error(record: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no pipes of this kind")
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as gone:
        command = [*SCRIPT, "claims", str(record), "-f", "jsonl"]
        done = subprocess.run(command, stdout=gone, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr == ""


_SLOW = """
import sys, time
import onrecord.analyse.brief
def slow(store, wanted, short):
    print("begun", flush=True)
    time.sleep(60)
onrecord.analyse.brief.brief = slow
from onrecord.serve.cli.main import run
run()
"""


def test_interruption_says_how_to_go_on(record: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", _SLOW, "brief", str(record)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told == "stopped; run the same command again to go on\n"


def test_start_is_quick() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 1.0  # 0.2 s on an idle core; room for a busy one


def _seconds() -> float:
    start = time.perf_counter()
    subprocess.run([*SCRIPT, "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


# ------------------------------------------------------- with the real pipeline

TEXT = "Norway's foreign minister met the Swedish prime minister in Oslo on 3 March 2031."


def test_code_keeps_the_given_id_and_names_bad_lines() -> None:
    lines = [
        json.dumps({"id": 7, "text": TEXT, "date": "2031-03-04T10:00:00Z", "extra": 1}),
        "not json",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": TEXT, "date": "yesterday"}),
        "",
        json.dumps({"id": "d", "text": TEXT}),
    ]
    told = onrecord("code", "-", "--format", "jsonl", text="\n".join(lines))
    assert told.exit_code == 0
    claims = [json.loads(line) for line in told.stdout.splitlines()]
    assert {claim["document_id"] for claim in claims} == {"7", "d"}
    for claim in claims:
        trigger = claim["trigger"]
        assert TEXT[trigger["raw_start"] : trigger["raw_end"]] == trigger["text"]
    errors = told.stderr.splitlines()
    assert [f"line {n}:" in error for n, error in zip((2, 3, 4), errors, strict=True)] == [True] * 3


def test_code_with_no_usable_line_fails() -> None:
    told = onrecord("code", "-", text="nothing\nhere\n")
    assert told.exit_code == 3
    assert "no line could be used" in told.stderr


def test_build_sums_up_and_adds_only_what_is_new(tmp_path: Path) -> None:
    article = "Oslo talks\n\n" + TEXT + " The two discussed trade, fishing rights and the border at length.\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(article, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_text("")
    record = tmp_path / "r.onrecord"
    first = onrecord("build", tmp_path / "in", "--record", record)
    assert first.exit_code == 0, first.output
    assert "1 article (1 new)" in first.stdout
    assert "1 input could not be used: 1 empty" in first.stdout
    assert f"onrecord brief {record}" in first.stdout
    assert "reading articles" in first.stderr
    assert "1 without a day of publication" in first.stdout
    assert "1 of no outlet that is known: --publishers" in first.stdout
    again = onrecord("build", tmp_path / "in", "--record", record)
    assert "1 article (0 new)" in again.stdout


def test_documents_lists_rejected_inputs(record: Path) -> None:
    told = onrecord("documents", record, "--rejected")
    assert told.exit_code == 0
    assert "reason" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 100
    (line,) = map(json.loads, onrecord("documents", record, "--rejected", "-f", "jsonl").stdout.splitlines())
    assert {"path", "record", "stage", "reason", "detail"} <= line.keys()
    assert line["path"] in told.stdout
    assert onrecord("documents", record, "--rejected", "--publisher", "wire").exit_code == 2


def test_build_takes_the_users_names_of_fields_and_patterns(tmp_path: Path) -> None:
    text = TEXT + " The two discussed trade, fishing rights and the border at length."
    (tmp_path / "a.csv").write_text(f'Artikel,Datum,Blatt\n"{text}",2031-03-04,Harbour Gazette\n')
    record = tmp_path / "r.onrecord"
    names = "text=Artikel,date=Datum,outlet=Blatt"
    told = onrecord("build", tmp_path / "*.csv", "--map", names, "--record", record)
    assert told.exit_code == 0, told.output
    (line,) = map(json.loads, onrecord("documents", record, "-f", "jsonl").stdout.splitlines())
    assert (line["publisher"], line["published"]["start"]) == ("Harbour Gazette", "2031-03-04")
    assert not re.search("without a day|no outlet", told.stdout)
    wrong = onrecord("build", tmp_path / "a.csv", "--map", "Artikel", "--record", record)
    assert (wrong.exit_code, "THING=FIELD" in wrong.stderr) == (2, True)


def test_build_takes_the_users_own_outlets_and_actors(tmp_path: Path) -> None:
    page = (
        '<html><head><link rel="canonical" href="https://quay.example/1"></head><body><article><h1>Talks</h1>'
    )
    page += (
        "<p>Ada Fenwick met the Norwegian foreign minister in Oslo on 3 May 2023 for talks about fish.</p>"
    )
    page += "<p>The two sides agreed to meet again in June, officials said later.</p></article></body>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "outlets.csv").write_text("name,domains\nThe Quay Paper,quay.example\n", encoding="utf-8")
    (tmp_path / "actors.toml").write_text(
        '[[person]]\nname = "Ada Fenwick"\ncountry = "DNK"\noffice = "lawmaker"\nstart = 2020-01-01\n',
        encoding="utf-8",
    )
    told = onrecord(
        "build", tmp_path / "a.html", "--record", tmp_path / "r.onrecord",
        "--publishers", tmp_path / "outlets.csv", "--actors", tmp_path / "actors.toml",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    documents, claims = (
        [
            json.loads(row)
            for row in onrecord(name, tmp_path / "r.onrecord", "--format", "jsonl").output.splitlines()
        ]
        for name in ("documents", "claims")
    )
    assert [document["publisher"] for document in documents] == ["The Quay Paper"]
    named = [actor for claim in claims for actor in claim["actors"] if actor["name"] == "Ada Fenwick"]
    assert {actor["country"] for actor in named} == {"DNK"}


def test_a_list_as_of_a_day_shows_what_was_known_by_then(record: Path) -> None:
    told = onrecord("documents", record, "--as-of", "2031-03-04", "--format", "json")
    page = json.loads(told.output)
    assert (page["list"], page["total"], page["next_offset"]) == ("documents", 1, None)
    assert [line["publisher"] for line in page["lines"]] == ["The Harbour Post"]
    assert "no run 9" in onrecord("events", record, "--run", "9").stderr


def test_a_page_in_json_says_how_much_there_is_in_all(record: Path) -> None:
    page = json.loads(onrecord("claims", record, "--limit", "2", "--format", "json").output)
    assert (page["total"], page["offset"], page["next_offset"], len(page["lines"])) == (7, 0, 2, 2)
    table = onrecord("claims", record, "--limit", "2")
    assert "1-2 of 7; go on with --offset 2" in table.stderr


def test_an_empty_csv_and_parquet_have_all_columns(record: Path) -> None:
    nobody = ("--actor", "Nobody At All")
    full = onrecord("events", record, "--format", "csv").stdout.splitlines()[0]
    assert onrecord("events", record, *nobody, "--format", "csv").stdout.splitlines() == [full]
    empty = pq.read_table(io.BytesIO(onrecord("events", record, *nobody, "--format", "parquet").stdout_bytes))
    assert empty.num_rows == 0
    assert empty.schema.field("date").type.num_fields == 6

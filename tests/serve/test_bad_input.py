"""What goes wrong at the command line ends in plain words and an exit code, never in a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore

SCRIPT = [sys.executable, "-c", "from onrecord.serve.cli.main import run; run()"]
ARTICLE = (
    "Envoys meet in Oslo\n\n"
    "Norway's foreign minister met the Swedish prime minister in Oslo on 3 March 2031. "
    "The two discussed trade, fishing rights and the border at length. Denmark accused Iran of piracy.\n"
)


def onrecord(*words: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=text)


def run(
    *words: str | Path, shell: str | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own; ``shell`` is what the shell adds to it."""
    command = [*SCRIPT, *map(str, words)]
    if shell is not None:
        command = ["sh", "-c", f'"$@" {shell}', "sh", *command]
    return subprocess.run(
        command, capture_output=True, env=os.environ | environment, check=False, timeout=120
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


# ------------------------------------------------------------------ what is read


def test_unusable_inputs_are_named_with_their_reason(tmp_path: Path, article: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    lines = [json.dumps({"id": "x"}), "not json", json.dumps({"id": "y", "text": ARTICLE})]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = onrecord("build", folder, "--record", tmp_path / "r")
    assert told.exit_code == 0, told.output
    assert "2 articles (2 new)" in told.stdout
    assert f"{folder / 'empty.txt'}: empty" in told.stdout
    assert f"{folder / 'noise.txt'}: binary" in told.stdout
    assert f"{folder / 'lines.jsonl'} (record 1): malformed" in told.stdout


def test_only_the_first_of_many_unusable_inputs_are_named(tmp_path: Path, article: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(json.dumps({"id": n}) for n in range(60)), encoding="utf-8")
    told = onrecord("build", many, article, "--record", tmp_path / "r")
    assert "60 inputs could not be used" in told.stdout
    assert told.stdout.count("many.jsonl (record") == 5


def test_a_build_without_any_article_fails_but_keeps_the_reasons(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    record = tmp_path / "r"
    told = onrecord("build", tmp_path / "empty.txt", "--record", record)
    assert told.exit_code == 3
    assert "holds no article" in told.stderr
    assert "Next:" not in told.stdout
    with DuckStore.open(record) as store:
        assert [rejection.reason for rejection in store.rejections()] == ["empty"]


def test_names_of_files_cannot_steer_the_terminal(tmp_path: Path, article: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "red\x1b[31m\n.txt").write_bytes(b"")
    told = onrecord("build", tmp_path / "in", article, "--record", tmp_path / "r")
    assert told.exit_code == 0
    assert "\x1b" not in told.output


@pytest.mark.parametrize("path", ["", "no-such-article.txt"])
def test_a_mistyped_path_leaves_no_record_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = onrecord("build", path, "--record", "r.onrecord")
    assert told.exit_code == 3
    assert "no such file or folder" in told.stderr
    assert not Path("r.onrecord").exists()


def test_words_without_a_full_stop_are_read_in_bounded_time(tmp_path: Path) -> None:
    endless = tmp_path / "endless.txt"
    endless.write_text("Norway praised Sweden and then " * 7_900, encoding="utf-8")
    told = onrecord("build", endless, "--record", tmp_path / "r")
    assert told.exit_code == 0, told.output
    assert "1 article (1 new)" in told.stdout
    assert "internal" not in told.stdout


# ------------------------------------------------------------------ the record


def test_a_foreign_database_is_not_touched(tmp_path: Path, article: Path) -> None:
    path = tmp_path / "foreign.db"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE meta (a INTEGER)")
    before = path.read_bytes()
    for words in (["events", path], ["build", article, "--record", path]):
        told = onrecord(*words)
        assert told.exit_code == 4
        assert "not an OnRecord record" in told.stderr
    assert path.read_bytes() == before


def test_a_record_in_use_is_said_to_be(record: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()",
            str(record),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    told = run("events", record)
    holder.communicate()
    assert told.returncode == 4
    assert b"another process" in told.stderr


# ------------------------------------------------------------------ options


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["events", "RECORD", "--since", "2031-13-45"], "2031-13-45"),
        (["events", "RECORD", "--limit", "-1"], "--limit"),
        (["events", "RECORD", "--limit", "9" * 30], "--limit"),
        (["events", "RECORD", "--offset", "9" * 30], "--offset"),
        (["claims", "RECORD", "--kind", "rumour"], "'event', 'figure', 'position'"),
        (["claims", "RECORD", "--modality", "hoped"], "'demanded'"),
        (["brief", "RECORD", "-o", ""], "no name of a file"),
    ],
)
def test_unusable_options_name_themselves(record: Path, words: list[str], says: str) -> None:
    told = onrecord(*[str(record) if word == "RECORD" else word for word in words])
    assert told.exit_code == 2
    assert says in told.stderr


def test_kind_and_modality_still_filter(record: Path) -> None:
    def kinds(*more: str) -> set[tuple[str, str]]:
        printed = onrecord("claims", record, "-f", "jsonl", *more).stdout.splitlines()
        return {(line["kind"], line["modality"]) for line in map(json.loads, printed)}

    assert {kind for kind, _ in kinds("--kind", "figure")} == {"figure"}
    assert {modality for _, modality in kinds("--modality", "planned")} == {"planned"}


# ------------------------------------------------------------------ the output


@pytest.mark.parametrize("command", ["documents", "claims", "brief"])
def test_a_terminal_without_unicode_gets_marks_instead(record: Path, command: str) -> None:
    told = run(command, record, PYTHONIOENCODING="ascii")
    assert told.returncode == 0, told.stderr
    assert told.stdout.isascii()


def test_a_closed_output_is_no_traceback(record: Path) -> None:
    assert b"Traceback" not in run("events", record, shell=">&-").stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_a_full_disk_is_said_with_what_to_do(record: Path, form: str) -> None:
    told = run("events", record, "-f", form, shell="> /dev/full")
    assert told.returncode == 1
    what, remedy = told.stderr.splitlines()
    assert b"No space left" in what
    assert b"Make room" in remedy


def test_brief_writes_to_devices_and_through_links(record: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "page.html", tmp_path / "link.html"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert onrecord("brief", record, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run("brief", record, "-o", pipe, shell=f'& cat "{pipe}"; wait')
    assert b"<!doctype html>" in done.stdout
    assert pipe.is_fifo()


def test_code_answers_each_line_before_the_next(tmp_path: Path) -> None:
    running = subprocess.Popen([*SCRIPT, "code", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(json.dumps({"id": 1, "text": ARTICLE}).encode() + b"\n")
    running.stdin.flush()
    assert json.loads(running.stdout.readline())["document_id"] == "1"
    assert running.poll() is None
    running.communicate()
    assert running.returncode == 0


def test_an_interrupted_build_goes_on_where_it_was(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": n, "text": f"Iran met Chad. {'Prices of fish rose. ' * 9}{n}"}) for n in range(400)
    ]
    source, record = tmp_path / "many.jsonl", tmp_path / "r"
    source.write_text("\n".join(lines), encoding="utf-8")
    running = subprocess.Popen(
        [*SCRIPT, "build", str(source), "--record", str(record)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    assert b"reading articles" in running.stderr.readline()  # one batch is in
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in told
    assert not record.exists()
    with DuckStore.open(tmp_path / "r.building") as store:
        assert 50 <= len(store.processed()) < 400

"""The command: what it prints, its exit codes, and that a killed run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from loopback import PAGE, Site, responses
from typer.testing import CliRunner, Result

from onrecord.fetch import Outcome
from onrecord.serve.cli.fetch import WORDS
from onrecord.serve.cli.main import app


def onrecord(*words: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=text)


def test_every_outcome_of_an_address_has_words() -> None:
    assert set(WORDS) == {str(o) for o in Outcome} - {"consulted", "opened"}


def test_summary_counts_and_tells_what_comes_next(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    told = onrecord("fetch", site.page("/a"), site.url("/none"), "--into", folder, "--delay", "0")
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        f"2 addresses, 0.0 MB new in {folder}",
        "       1  stored",
        "       1  not there (404, 410)",
        f"  each with its reason in {folder}/.fetch/log.jsonl",
        "Next:",
        f"  onrecord build {folder} --record FILE",
    ]
    assert "no --contact given" in told.stderr
    assert f"missing     {site.url('/none')} (Not Found)" in told.stderr


def test_second_run_is_quiet_about_what_it_knows(site: Site, tmp_path: Path) -> None:
    words = ["fetch", site.page("/a"), "--into", tmp_path, "--delay", "0", "--contact", "desk@example.org"]
    assert onrecord(*words).stderr.startswith("stored")
    told = onrecord(*words)
    assert (told.exit_code, told.stderr) == (0, "")
    assert "1  stored before, not asked again" in told.stdout


def test_help_has_an_example() -> None:
    told = onrecord("fetch", "--help")
    assert "Example: onrecord fetch https://news.example/feed.xml --into pages" in told.output


def test_nothing_at_all_is_an_error(site: Site, tmp_path: Path) -> None:
    told = onrecord("fetch", site.url("/none"), "--into", tmp_path, "--delay", "0", "--contact", "a@b.test")
    assert told.exit_code == 3
    assert "none of the addresses could be had" in told.stderr
    assert "no --contact" not in told.stderr


def test_list_on_standard_input(site: Site, tmp_path: Path) -> None:
    told = onrecord("fetch", "-", "--into", tmp_path, "--delay", "0", text=site.page("/a") + "\n")
    assert told.exit_code == 0
    assert len(responses(tmp_path)) == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["news.example", "--into", "x"], 3, "neither a web address nor a file"),
        (["http://127.0.0.1:9/", "--into", "x", "--contact", "me"], 2, "neither a mail nor a web address"),
        (["http://127.0.0.1:9/", "--into", "x", "--delay", "-1"], 2, "--delay"),
        (["http://127.0.0.1:9/"], 2, "--into"),
        (["http://127.0.0.1:9/", "--into", "x", "--max-wait", "1e9"], 2, "max_wait"),
    ],
)
def test_bad_arguments_get_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = onrecord("fetch", *words)
    assert (told.exit_code, says in told.stderr) == (code, True)
    assert "Traceback" not in told.output
    assert not (tmp_path / "x").exists()


def test_hostile_reason_cannot_steer_the_terminal(site: Site, tmp_path: Path) -> None:
    site.on("/a", lambda handler: handler.raw(b"HTTP/1.1 404 \x1b]0;owned\r\nContent-Length: 0\r\n\r\n"))
    told = onrecord("fetch", site.url("/a"), "--into", tmp_path, "--delay", "0", "--retries", "0")
    assert "\x1b" not in told.output


def start(site: Site, folder: Path, count: int) -> subprocess.Popen[bytes]:
    for number in range(count):
        site.page(f"/{number}", PAGE.replace(b"Talks", f"Talks {number}".encode()))
    script = "from onrecord.serve.cli.main import run; run()"
    addresses = [site.url(f"/{number}") for number in range(count)]
    options = ["--into", str(folder), "--delay", "0.02"]
    return subprocess.Popen(
        [sys.executable, "-c", script, "fetch", *addresses, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def wait_for(site: Site, requests: int) -> None:
    deadline = time.monotonic() + 20
    while len(site.paths()) < requests and time.monotonic() < deadline:
        time.sleep(0.005)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_killed_run_goes_on_and_ends_like_an_uninterrupted_one(site: Site, tmp_path: Path) -> None:
    process = start(site, tmp_path, 12)
    wait_for(site, 5)
    process.kill()
    process.communicate()
    told = onrecord("fetch", *[site.url(f"/{n}") for n in range(12)], "--into", tmp_path, "--delay", "0")
    assert told.exit_code == 0
    assert {address for address, _, _ in responses(tmp_path)} == {site.url(f"/{n}") for n in range(12)}
    # at most the page under way when it was killed is stored twice
    assert len(responses(tmp_path)) <= 13


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_interrupted_run_says_how_far_it_came(site: Site, tmp_path: Path) -> None:
    process = start(site, tmp_path, 200)
    wait_for(site, 5)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    lines = (tmp_path / ".fetch/log.jsonl").read_text().splitlines()
    stored = sum(json.loads(line)["outcome"] == "stored" for line in lines)
    number, word = out.decode().split()
    # the log may be one ahead: a line is on disk before it is counted
    assert (stored - int(number) in (0, 1), word) == (True, "stored")

# A fresh machine needs Python 3.11+ with venv and a package registry; nothing else.
.PHONY: help setup demo test lint types contracts unit eval audit clean
.DEFAULT_GOAL := help

PYTHON ?= python3
CORPUS := examples/grain_deal/corpus
export UV_PYTHON_DOWNLOADS := never
UV := .venv-boot/bin/uv

help:  ## Say what can be typed
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

.venv-boot/bin/uv:
	$(PYTHON) -m venv .venv-boot
	.venv-boot/bin/pip install --quiet uv

.venv/.ready: pyproject.toml uv.lock | .venv-boot/bin/uv
	$(UV) sync --frozen
	@touch .venv/.ready

setup: .venv/.ready  ## Install everything into .venv, as locked

demo: .venv/.ready  ## Build the example corpus, print its account, write demo.html
	@rm -f demo.onrecord demo.onrecord.wal
	@.venv/bin/onrecord build $(CORPUS) --record demo.onrecord
	@.venv/bin/onrecord brief demo.onrecord --short
	@.venv/bin/onrecord brief demo.onrecord -o demo.html
	@printf '\nWhat to type next:\n'
	@printf '  .venv/bin/onrecord conflicts demo.onrecord\n'
	@printf '  .venv/bin/onrecord events demo.onrecord --dyad RUS-UKR\n'
	@printf '  .venv/bin/onrecord claims demo.onrecord --publisher "Steppe Tribune"\n'
	@printf '  .venv/bin/onrecord build YOUR-ARTICLES/ --record yours.onrecord\n'

lint: .venv/.ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/.ready
	.venv/bin/mypy

contracts: .venv/.ready
	.venv/bin/lint-imports

unit: .venv/.ready
	.venv/bin/pytest -n auto --maxprocesses 4 --dist loadfile

test: lint types contracts unit  ## Lint, types, import contracts and all tests

eval: .venv/.ready  ## Score every gold set in ../shared/gold (slow)
	.venv/bin/onrecord eval ../shared/gold ../shared/seeds_gold.jsonl

audit: .venv/.ready | .venv-boot/bin/uv  ## Licences, hashes, a bill of materials (sbom.json); known holes need a network
	.venv/bin/python tools/audit.py --uv $(UV)

clean:  ## Remove what was made here
	rm -rf .venv .venv-boot sbom.json demo.onrecord demo.onrecord.wal demo.html .mypy_cache .ruff_cache .pytest_cache

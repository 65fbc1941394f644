# Each target is a line or two one could type. Nothing here needs a setting.
PYTHON ?= python3
PY := .venv/bin/python
PYTEST := $(PY) -m pytest

.PHONY: help setup run test test-setup check format lint types contracts imports test-sqlite \
	test-postgres docs words bench soak
.DEFAULT_GOAL := help

help:  ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1  \2/p' Makefile

setup:  ## make .venv, the front end and the cairn command
	@$(PYTHON) -m scripts.setup

run: setup  ## start Cairn with a made-up sample review (PORT=8000)
	@$(PY) -m scripts.run

test: test-setup test-sqlite  ## run every test, browser journeys included

test-setup:
	@$(PYTHON) -m scripts.setup --tests

test-sqlite:
	$(PYTEST) -q -n auto --dist loadfile --no-loadscope-reorder

# SQLite's run has tried already what asks no database or brings one of its own, as the browser does.
test-postgres:  ## run the tests that ask a database on a throw-away PostgreSQL
	$(PYTHON) -m scripts.postgres $(PYTEST) -q -n auto --dist loadfile --no-loadscope-reorder -m database

# What reads the source goes two at a time, the words of each kept together where make can do that.
check: test-setup  ## all that must pass before a change goes in
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),-O) lint types imports
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres

format:  ## settle the style of the code
	$(PY) -m ruff check -q --fix .
	$(PY) -m ruff format .

lint:  ## look for mistakes in code and templates
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint cairn --lint --quiet
	$(PY) -m bandit -q -ll -r cairn -c pyproject.toml

types:  ## check the types
	$(PY) -m mypy cairn

contracts: imports  ## check which way the rooms look, and the rules of the house
	$(PYTEST) -q tests/contracts

imports:
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run

docs: test-setup  ## take the pictures for the guide again, from the browser journeys
	CAIRN_PICTURES=docs/guide/pictures $(PYTEST) -q -m journey

words: setup  ## put new strings in the Welsh catalogue, and say how complete it is
	$(PY) -m scripts.words extract

bench: setup  ## measure speed and memory, and print the figures
	@for file in bench/*.py; do name=$$(basename $$file .py); echo "== $$name"; \
		$(PY) -m bench.$$name || exit 1; done

soak: setup  ## the long runs: ten minutes of bad input for each importer, 30 losses of signal, 1,000 people sending at once
	CAIRN_VOTERS=500,200 $(PYTEST) -q tests/contracts/test_seal.py
	CAIRN_FUZZ_SECONDS=600 $(PYTEST) -q -n auto cairn/evidence
	CAIRN_FLIPS=30 $(PYTEST) -q tests/journeys/test_offline.py
	CAIRN_SENDERS=1000 $(PYTHON) -m scripts.postgres $(PYTEST) -q cairn/surveys/tests/test_racing.py

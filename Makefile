# Every command a person needs. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
export PYTHONPATH := $(CURDIR):$(CURDIR)/platform

.DEFAULT_GOAL := help
.PHONY: help run test test-code test-browser test-again check lint types templates contracts migrations messages lock lock-check demo front clean bench

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# --- set-up: each step leaves a stamp and is skipped while what it came from is unchanged

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Splot needs Python 3.11 or newer.")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.runtime: requirements/runtime.txt $(VENV)/.made
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

FRONT_SOURCES := package.json package-lock.json $(shell find platform/theme/src -type f 2>/dev/null)

var/front/.built: $(FRONT_SOURCES) $(VENV)/.runtime
	$(PY) platform/theme/build.py
	touch $@

CATALOGUES := $(shell find . -name '*.po' -path '*/locale/*' -not -path './.venv/*' -not -path './node_modules/*' 2>/dev/null)

var/.catalogues: $(CATALOGUES) $(VENV)/.runtime
	mkdir -p var
	$(PY) manage.py compile_catalogues
	touch $@

front: var/front/.built  ## build the front end

# --- the two commands of the README

run: var/front/.built var/.catalogues  ## set everything up and serve the platform with its worker (PORT, SPLOT_DATA_DIR)
	$(PY) manage.py serve

# Browser journeys run in a process of their own: the driver's event loop would disturb the tests of sockets. So does
# what needs the whole machine for itself.
test: $(VENV)/.dev var/front/.built var/.catalogues  ## set everything up and run every test (ARGS="tests/forum -x" for some)
	@$(MAKE) --no-print-directory test-code; first=$$?; \
	$(MAKE) --no-print-directory test-browser; second=$$?; \
	exit $$((first + second))

test-code: $(VENV)/.dev var/front/.built var/.catalogues  ## every test but those in a browser
	@$(BIN)/pytest -n 2 --dist loadgroup -m "not browser and not alone" $(ARGS); code=$$?; [ $$code -eq 5 ] || exit $$code

test-browser: $(VENV)/.dev var/front/.built var/.catalogues  ## the journeys in a browser
	@$(BIN)/pytest --timeout 1500 -m "browser or alone" $(ARGS); code=$$?; [ $$code -eq 5 ] || exit $$code

test-again: $(VENV)/.dev  ## the tests named in a file, one after the other (SPLOT_FAILED=file)
	@$(BIN)/pytest --timeout 1500 -v -p no:randomly @$(SPLOT_FAILED)

bench: $(VENV)/.dev var/front/.built var/.catalogues  ## measure pages beside a reference (ARGS="--posts 20000 --only forum.reply")
	$(PY) -m tests.bench $(ARGS)

# --- guards

check: lint types templates contracts migrations lock-check  ## everything that can be said without running the tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

templates: $(VENV)/.dev
	$(BIN)/djlint templates --lint --quiet

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

migrations: $(VENV)/.dev
	$(PY) manage.py makemigrations --check --dry-run

messages: $(VENV)/.dev  ## gather messages for translation into every package's catalogue
	$(PY) manage.py gather_messages

lock: $(VENV)/.dev  ## lock dependencies: hashes, no addresses
	$(BIN)/uv pip compile pyproject.toml -o requirements/runtime.txt $(LOCK_OPTIONS)
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt $(LOCK_OPTIONS)
	$(BIN)/uv pip compile --group build -o requirements/build.txt $(LOCK_OPTIONS)
LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock-check:
	! grep -nE '://' requirements/*.txt
	! grep -nE '"resolved"' package-lock.json

demo: var/.catalogues  ## put the demo data in
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py demo

clean:  ## remove what was built (never your data)
	rm -rf $(VENV) node_modules var/front var/.catalogues

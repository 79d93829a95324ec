# make demo: install into .venv and check the example documents.  make test: everything that CI checks.
# make docs: write the pages of the rules in docs/rules/ and the JSON Schemas in schemas/ anew.
# PYTHON names the interpreter to build .venv with (3.11 or newer).

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SETUP := pyproject.toml hatch_build.py src/goalint/__init__.py

.DELETE_ON_ERROR:
.PHONY: demo test docs clean

demo: $(VENV)/.installed
	$(BIN)/goalint check examples/clean.md examples/draft.md --fail-on never

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/goalint test
	$(BIN)/goalint docs --check

docs: $(VENV)/.installed
	$(BIN)/goalint docs
	for name in rule pack lexicon config ignore baseline findings tree; do $(BIN)/goalint schema $$name > schemas/$$name.json; done

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "goalint needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created $(SETUP)
	$(PIP) -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.created $(SETUP)
	$(PIP) -e '.[dev]'
	@$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.installed

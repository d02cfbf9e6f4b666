# Only Python 3.11 (or later) and make are needed: everything else goes into .venv, made on first use.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/bin

# Where the benchmarks find other people's texts: make bench POLNEAR=… GUM=… EWT=… GAP=… MEANTIME=… TIMEML=… CONDITIONALS=… PLOVER=… REPORTS=…
POLNEAR ?=
GUM ?=
EWT ?=
GAP ?=
MEANTIME ?=
TIMEML ?=
CONDITIONALS ?=
PLOVER ?=
REPORTS ?=
# A Python that has spaCy, its small English model and textacy, to compare with: make bench PEER=…
PEER ?= $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs pins clean

help:  ## Show what there is to make.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

# Installing again only when what is to be installed has changed.
$(BIN)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sayso needs Python 3.11 or later; name one with make PYTHON=…" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	-@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group followthemoney >/dev/null 2>&1 \
	  || echo "followthemoney cannot be built here (it needs ICU): its tests will be skipped"
	touch $@

demo: $(BIN)/.installed  ## Put the examples into a ledger, show on whose say-so its main claim rests, and serve it.
	@$(BIN)/sayso add examples/ --ledger demo.db
	@$(BIN)/sayso origins 'dam inspection falsified' --ledger demo.db
	@echo
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/sayso serve --ledger demo.db; \
	  else echo "The same in the browser: $(BIN)/sayso serve --ledger demo.db"; fi

test: $(BIN)/.installed  ## Make the environment, then check everything.
	@$(MAKE) --no-print-directory check PATH="$(CURDIR)/$(BIN):$$PATH"

check:  ## Check everything with the tools that are on the PATH.
	ruff check .
	ruff format --check .
	mypy
	lint-imports --no-cache
	python -m pytest

bench: $(BIN)/.installed  ## Measure how good and how fast; the corpora's paths are given by variables.
	$(BIN)/python benchmarks/attribution.py --polnear "$(POLNEAR)" --peer-python "$(PEER)"
	$(BIN)/python benchmarks/confidence.py --polnear "$(POLNEAR)"
	$(BIN)/python benchmarks/parse.py --gum "$(GUM)" --ewt "$(EWT)"
	$(BIN)/python benchmarks/voices.py --gap "$(GAP)" --gum "$(GUM)" --meantime "$(MEANTIME)"
	$(BIN)/python benchmarks/situation.py --timeml "$(TIMEML)" --meantime "$(MEANTIME)" \
	  --conditionals "$(CONDITIONALS)" --plover "$(PLOVER)" --reports "$(REPORTS)"
	$(BIN)/python benchmarks/origins.py --reports "$(REPORTS)"
	$(BIN)/python benchmarks/ledger.py
	$(BIN)/python benchmarks/web.py
	$(BIN)/python benchmarks/ingest.py --reports "$(REPORTS)"
	$(BIN)/python benchmarks/batch.py --reports "$(REPORTS)" --peer-python "$(PEER)"
	$(BIN)/python benchmarks/reading.py --reports "$(REPORTS)"
	$(BIN)/python benchmarks/speed.py --reports "$(REPORTS)" --peer-python "$(PEER)"

docs: $(BIN)/.installed  ## Write the generated parts of README.md and docs/ anew.
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog -r README.md docs/*.md

pins: $(BIN)/.installed  ## Take the versions that are installed now as those to test with.
	$(BIN)/python -m pip freeze --all --exclude-editable --exclude setuptools > constraints.txt

clean:  ## Remove what was made.
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis demo.db demo.db-* demo.db.lock

# make run   extracts raw/ into extracted/        make test  runs all tests
# Both set up their own virtual environment on first use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEBIAN := chromium tesseract-ocr libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core

.PHONY: run test check evaluate record requirements help debian

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

run: $(STAMP) ## extract every report in raw/ into extracted/
	$(BIN)/milestones run raw --out extracted

evaluate: $(STAMP) ## score extracted/ and the open newsletters against their gold standards
	$(BIN)/milestones evaluate
	$(BIN)/milestones benchmark

record: run ## make the scores of this state those to hold
	$(BIN)/milestones evaluate --record
	$(BIN)/milestones benchmark --record

check: $(STAMP) ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(STAMP) debian check ## everything that guards a change
	$(BIN)/pytest -ra --none-skipped -n 4 --dist loadfile --no-loadscope-reorder

requirements: $(STAMP) ## renew the pinned versions and their hashes
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --all-extras \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.txt pyproject.toml >/dev/null

# What some tests need beside Python; where it is missing, those tests fail.
debian:
	@if ! { command -v tesseract && command -v chromium; } >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq $(DEBIAN) >/dev/null; \
	  else echo "the tests need, as Debian calls them: $(DEBIAN)" >&2; fi; fi

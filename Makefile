# Everything runs from .venv, which needs Python 3.11+ and make, and is made again only when requirements/ change.
PYTHON ?= python3
# Two processes: the machine that tests has two cores. One installation serves the tests that name its group. What is
# skipped is told at the end.
PYTEST_ARGS ?= -n 2 --dist loadgroup -rs
# Real messages for `make demo`; the project's own samples without it.
MESSAGES ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE = env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-options --no-emit-index-url --no-emit-trusted-host --build-deps-for editable

AUDITED := activities api bench cli.py db domain importing logs.py ops settings.py telemetry.py tracing.py worker.py workflows
PIP_AUDIT := pip-audit --progress-spinner off --disable-pip --require-hashes --requirement requirements/requirements.txt

.DEFAULT_GOAL := help
.PHONY: help up demo test bench conformance lint audit format lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

up: $(VENV)/.installed ## run Temporal, worker and API with sample messages; Ctrl-C stops them
	$(BIN)/otklik up

demo: $(VENV)/.installed ## messages through every regulation in virtual time (MESSAGES=file.csv for real ones)
	$(BIN)/otklik demo $(if $(MESSAGES),--messages "$(MESSAGES)")

test: lint ## lints, every test, coverage thresholds
	$(BIN)/coverage erase
	$(BIN)/python -m pytest --cov --cov-report= $(PYTEST_ARGS)
	@# Three reports, so that what is covered wholly hides no gap elsewhere.
	$(BIN)/coverage report --include='domain/*,workflows/*' --fail-under=100
	$(BIN)/coverage report --include='tests/*' --fail-under=90
	$(BIN)/coverage report --omit='domain/*,workflows/*,tests/*' --fail-under=90

bench: $(VENV)/.installed ## benchmarks: a table here and JSON in bench/results/
	$(BIN)/python -m bench

conformance: $(VENV)/.installed ## write docs/conformance.md anew: every clause of the acts and its tests
	$(BIN)/python -m tests.conformance.document

lint: $(VENV)/.installed ## formatting, lints, types, import direction, container files
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

# Findings of low severity are ruff's as well, which demands a reason beside each exception; so is B104.
audit: $(VENV)/.installed ## what is known to be unsafe, in the code and in the packages of the image
	$(BIN)/bandit --quiet --severity-level medium --skip B104 --recursive $(AUDITED)
	$(BIN)/$(PIP_AUDIT)
	@$(BIN)/$(PIP_AUDIT) --strict >/dev/null 2>&1 \
		|| echo "The registry does not answer for every package: those listed above were NOT audited." >&2

format: $(VENV)/.installed ## format the code and repair what ruff can
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

lock: $(VENV)/.installed ## renew requirements/ from pyproject.toml (UPGRADE=1: with the newest versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --extra lab --extra tracing --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --extra tracing --constraint requirements/dev.txt --output-file requirements/requirements.txt pyproject.toml

clean: ## remove the virtual environment and every cache; data stay
	rm -rf $(VENV) build *.egg-info .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.requirements: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Otklik needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@# The file names every package. Left to resolve, pip looks for the newest `coverage[toml]` as well, and stops.
	$(PIP) install --quiet --no-deps --require-hashes --requirement requirements/dev.txt
	$(PIP) check
	@touch $@

# Apart from the requirements, so that a change of pyproject.toml downloads nothing.
$(VENV)/.installed: $(VENV)/.requirements pyproject.toml
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

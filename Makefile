# Two commands are all a newcomer types: make run, make test. Each sets up what it needs.
PYTHON ?= python3
MDRP ?= ../shared/data/mdrp
BIN := .venv/bin
# Style sheets and scripts of ours; what is vendored is left out by .oxfmtrc.json and .oxlintrc.json.
OURS := 'yeshi/web/**/*.css' 'yeshi/web/**/*.js'

.PHONY: run test lint bench bench-intake bench-dispatch pictures storm proof audit lock wheel clean

run: .venv/run.stamp
	@$(BIN)/yeshi demo

# Kernels are compiled beside the checks, so that no process of the tests has to wait for them.
test: .venv/dev.stamp
	@$(BIN)/python -m tools.kernels & compiled=$$!; \
	$(MAKE) --no-print-directory lint && wait $$compiled && $(BIN)/pytest -n 3 -m "not slow"

lint: .venv/dev.stamp
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint yeshi/web --check --lint --quiet
	@$(BIN)/oxfmt --check $(OURS)
	@$(BIN)/oxlint --quiet yeshi/web

proof: .venv/spark.stamp .venv/ray.stamp audit
	@$(BIN)/pytest -m slow
	@PYTHONOPTIMIZE=1 $(BIN)/pytest -n 3 -m "not slow"

# What is known against the libraries of the lock files; where no service answers, it says so.
audit: .venv/audit.stamp
	@$(BIN)/python -m tools.audit

# On all cores, or with RAY=ADDRESS on the Ray cluster there.
bench: .venv/dev.stamp $(if $(RAY),.venv/ray.stamp)
	@$(BIN)/python -m bench.nights $(MDRP) $(if $(RAY),--ray $(RAY))

bench-intake: .venv/dev.stamp
	@$(BIN)/python -m bench.intake

# A night of each seed under every peer; ALL=--all runs every instance, for hours.
bench-dispatch: .venv/bench.stamp
	@$(BIN)/python -m bench.dispatch $(MDRP) $(ALL)
	@$(BIN)/python -m bench.dispatch.scale

# Every page at 390 and 1280 points, in both languages and themes: build/pictures/index.html
pictures: .venv/dev.stamp
	@$(BIN)/python -m bench.faces.pictures build/pictures

# Whole small nights with faults, from seed 0 on, on two processes.
SEEDS ?= 300
storm: .venv/dev.stamp
	@$(BIN)/python -m tests.storm run $(SEEDS)

lock: .venv/dev.stamp
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate --python-version 3.11 pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate --python-version 3.11 --extra city --extra menu --extra print --extra bank --extra stripe -c requirements.lock pyproject.toml -o requirements-city.lock
	@$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate --python-version 3.11 --extra dev -c requirements-city.lock pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate --python-version 3.11 --extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock
	@$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate --python-version 3.11 --extra spark -c requirements-dev.lock pyproject.toml -o requirements-spark.lock
	@$(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate --python-version 3.11 --extra ray -c requirements-dev.lock pyproject.toml -o requirements-ray.lock

# The whole program in one file, which runs without this folder: dist/yeshi-VERSION-py3-none-any.whl
wheel: .venv/run.stamp
	@$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Yeshi needs Python 3.11 or later; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements-city.lock pyproject.toml | .venv/bin/python
	@echo "Installing what Yeshi needs (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-city.lock "hatchling==1.27.0" "editables==0.5"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

.venv/spark.stamp: .venv/dev.stamp requirements-spark.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-spark.lock
	@touch $@

.venv/ray.stamp: .venv/dev.stamp requirements-ray.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-ray.lock
	@touch $@

# What audits needs none of our libraries, and we none of its.
.venv/audit.stamp: | .venv/bin/python
	@$(PYTHON) -m venv .venv/audit
	@.venv/audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements-bench.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-bench.lock
	@touch $@

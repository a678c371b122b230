# Every target sets itself up: Python 3.11 or 3.12, git and make are enough.
# JOURNEY_* settings of the environment pass through; see orchestration/settings.py and profiles.yml.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
# The version stands once, in pyproject.toml.
UV := $(shell sed -n 's/^ *"\(uv==[^"]*\)",*$$/\1/p' pyproject.toml)
READY := .venv/.ready
# A variable as one word of the shell, just as it was given: ids come from raw data.
literal = '$(subst ','\'',$(value $(1)))'
# Make would expand their values, and run what these call, when it exports them.
unexport BUILD CUSTOMER

export DAGSTER_DISABLE_TELEMETRY := yes
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1

.PHONY: help setup run rollback forget build test test-long test-unit lint format docs dagster sample bench bench-stages detection clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## Install what the project needs into .venv

$(READY): pyproject.toml uv.lock
	@if ! $(BIN)/python -c '' 2>/dev/null; then \
	    for python in python3.11 python3.12 python3; do \
	        if $$python -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; then \
	            echo "Making .venv with $$($$python --version)"; \
	            $$python -m venv .venv; \
	            break; \
	        fi; \
	    done; \
	fi
	@$(BIN)/python -c '' 2>/dev/null || { \
	    echo "No Python 3.11 or 3.12 with its venv module was found: install one (on Debian: apt install python3.11 python3.11-venv)." >&2; \
	    exit 1; \
	}
	@if [ ! -x $(BIN)/uv ]; then \
	    $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check "$(UV)"; \
	fi
	@# Compiled once here: where bytecode may not be written, every command would do it again.
	@UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv sync --locked --inexact --quiet --compile-bytecode --python $(BIN)/python
	@touch $@

run: $(READY) ## Build what is new into published/current (ARGS=--force: all the same)
	@$(BIN)/python -m orchestration.run $(ARGS)

rollback: $(READY) ## Send readers back to the build before (BUILD=<id>; ARGS=--list)
	@$(BIN)/python -m orchestration.rollback $(if $(filter command environment,$(origin BUILD)),--to $(call literal,BUILD)) $(ARGS)

forget: $(READY) ## Erase a person for good (CUSTOMER=<id>, or anon:<device>)
	@test -n $(call literal,CUSTOMER) || { echo "Say whom: make forget CUSTOMER=<id>" >&2; exit 2; }
	@$(BIN)/python -m orchestration.forgetting -- $(call literal,CUSTOMER)

build: $(READY) ## dbt build alone (ARGS="--select fct_journeys+")
	@mkdir -p "$$(dirname "$${JOURNEY_DB:-warehouse/journey.duckdb}")"
	@$(BIN)/dbt build $(ARGS)

test: $(READY) ## Run every test (ARGS="-k journeys")
	@$(BIN)/pytest -n auto $(ARGS)

test-long: $(READY) ## Try many histories of builds and 30 killed runs (SEQUENCES=40 KILLS=30 FIRST=0)
	@REPLAY_COUNT=$(or $(SEQUENCES),40) REPLAY_FIRST=$(or $(FIRST),0) REPLAY_BATCHES=4 \
	    RUN_KILLS=$(or $(KILLS),30) RUN_KILLS_FIRST=$(or $(FIRST),0) \
	    $(BIN)/pytest -n auto tests/property/incremental tests/integration/test_run.py $(ARGS)

test-unit: $(READY) ## Run the tests that build no warehouse
	@$(BIN)/pytest tests/unit benchmarks orchestration sample -m "not integration" $(ARGS)

lint: $(READY) ## Check style and types: ruff, mypy, dbt, sqlfluff
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@# A deprecation, or a macro whose documentation has drifted, also in what was parsed
	@# before. In dbt_project.yml it would make errors of tests of severity `warn`.
	@$(BIN)/dbt --quiet --warn-error --no-partial-parse parse --target lint
	@# DuckDB's binding ends with a list of what it leaked when dbt left it open.
	@$(BIN)/sqlfluff lint --processes 2 models tests/data 2> >(sed '/^nanobind: /,$$d' >&2)

format: $(READY) ## Mend what ruff and sqlfluff can mend by themselves
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/sqlfluff fix models tests/data

docs: $(READY) ## Write the dbt documentation: models, columns, lineage
	@test -f "$${JOURNEY_DB:-warehouse/journey.duckdb}" || $(MAKE) build
	@$(BIN)/dbt docs generate --static
	@echo "Open target/static_index.html"

dagster: export DAGSTER_HOME := $(CURDIR)/warehouse/dagster
dagster: $(READY) ## Open the asset graph in Dagster's UI (http://localhost:3000)
	@mkdir -p $(DAGSTER_HOME)
	@cp orchestration/dagster.yaml $(DAGSTER_HOME)/
	@$(BIN)/dagster dev -m orchestration.definitions

sample: $(READY) ## Write a sample company (SIZE=small OUT=warehouse/sample SEED=42)
	@$(BIN)/python -m sample generate \
	    $(if $(SIZE),--size $(SIZE)) $(if $(OUT),--out "$(OUT)") $(if $(SEED),--seed $(SEED))

bench: $(READY) ## Measure builds and peers (SIZE=1000000 ARGS="--growth 1000000,4000000")
	@UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv sync --locked --inexact --quiet --group bench --python $(BIN)/python
	@$(BIN)/python -m benchmarks $(if $(SIZE),--touchpoints $(SIZE)) $(ARGS)

bench-stages: $(READY) ## Measure the stages of two million deals (ARGS="--deals 200000")
	@$(BIN)/python -m benchmarks.stages $(ARGS)

detection: $(READY) ## Count what is found of planted defects (WORLDS=3; ARGS=--docs)
	@$(BIN)/python -m tests.detection $(if $(WORLDS),--worlds $(WORLDS)) $(ARGS)

clean: ## Remove what can be made again; .venv, builds and who was erased stay
	@rm -rf target logs .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@if [ -d warehouse ]; then find warehouse -mindepth 1 ! -name "*.erased.json" ! -name "*.forgetting.json" -delete; fi

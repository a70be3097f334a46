# Everything from nothing but Python 3.11, make and a shell: `make demo` to see it, `make test` to trust it.
# Each step of the set-up leaves a stamp in .venv and is repeated only when what it installs has changed.

.DEFAULT_GOAL := help
.PHONY: help demo test soak bench lint types imports check lock wheel clean

bin := .venv/bin
compile := $(bin)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

# uv is quick; pip stands in where uv cannot reach the package index that pip is configured for.
define install
	@echo "installing $(1)"
	@UV_HTTP_RETRIES=1 $(bin)/uv pip install -q --compile-bytecode --python $(bin)/python --require-hashes -r $(1) \
		|| { echo "uv could not; trying pip"; $(bin)/python -m pip install -q --require-hashes -r $(1); }
endef

# These lines.
help:
	@awk '/^# /{words=substr($$0, 3)} /^[a-z]+:/{sub(":.*", ""); printf "make %-8s %s\n", $$0, words}' Makefile

# Fills a database of its own, serves the example programme on 127.0.0.1:8080 and prints that address.
demo: .venv/.project
	@$(bin)/tandem demo

# Three at once for two cores: journeys wait for what they started as often as they work.
# The whole suite, on SQLite and on a PostgreSQL that it starts itself; long counts run at one tenth.
test: .venv/.dev
	@$(bin)/python -m pytest -n 3 --dist worksteal

# The whole suite with every count in full.
soak: .venv/.dev
	@TANDEM_SOAK=1 $(bin)/python -m pytest -n 2 --dist worksteal --timeout 1800

# Every figure of docs/measurements.md as a ratio against its limit, measured in one run.
bench: .venv/.dev
	@$(bin)/python -m benchmarks

# Style and form.
lint: .venv/.dev
	@$(bin)/ruff check
	@$(bin)/ruff format --check

# Types.
types: .venv/.dev
	@$(bin)/mypy

# Who may import whom.
imports: .venv/.dev
	@$(bin)/lint-imports --no-logo

# All that needs no test run: lint, types, imports.
check: lint types imports

# Pins again: keeps what satisfies pyproject.toml; `make lock UPGRADE=--upgrade` takes the newest.
lock: .venv/.uv
	@$(compile) $(UPGRADE) pyproject.toml -o requirements.txt
	@$(compile) $(UPGRADE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@$(compile) $(UPGRADE) requirements-uv.in -c requirements-dev.txt -o requirements-uv.txt

# Builds dist/*.whl.
wheel: .venv/.uv
	@rm -rf dist
	@$(bin)/hatchling build -t wheel

# Back to nothing.
clean:
	@rm -rf .venv build dist

# --- the set-up ---

.venv/bin/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "making .venv with $$($$python --version)"; \
			$$python -m venv .venv && exit; rm -rf .venv; exit 1; \
		fi; \
	done; \
	echo "Tandem needs Python 3.11 or newer; found: $$(python3 --version 2>&1)." \
		"Install one, or say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1

.venv/.uv: requirements-uv.txt | .venv/bin/python
	@$(bin)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.runtime: requirements.txt .venv/.uv
	$(call install,$<)
	@touch $@

# The project itself comes last: no dependencies, and built with the hatchling that is already there.
.venv/.project: pyproject.toml .venv/.runtime
	@$(bin)/uv pip install -q --offline --python $(bin)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.project
	$(call install,$<)
	@touch $@

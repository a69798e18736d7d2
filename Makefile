# Each target works on a fresh clone with Python 3.11 or later, git and make; what it needs it installs once, into .venv.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SITE := .venv/.installed-site
TEST := .venv/.installed-test
BROWSER := .venv/.installed-browser

.PHONY: site serve test check bench lock clean

site: $(SITE)
	$(BIN)/highbar build

serve: $(SITE)
	$(BIN)/highbar serve

test: $(BROWSER)
	$(BIN)/python -m pytest

check: $(TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/highbar check --strict
	$(BIN)/highbar schema --check
	$(BIN)/highbar docs --check

bench: $(BROWSER)
	$(BIN)/python -m tests.bench

# Resolve the dependencies anew, for every platform at once.
lock: $(TEST)
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK_OPTIONS) -o requirements/site.txt
	$(BIN)/uv pip compile pyproject.toml --group test -c requirements/site.txt $(LOCK_OPTIONS) -o requirements/test.txt

LOCK_OPTIONS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

clean:
	rm -rf .venv site build/docs/* .site-staging .site-previous

$(SITE): requirements/site.txt pyproject.toml
	@echo "Installing what the site needs ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST): requirements/test.txt $(SITE)
	@echo "Installing what the tests need ..."
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(BROWSER): $(TEST)
	@$(BIN)/python -m tests.browser
	@touch $@

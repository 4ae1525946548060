# Everything from a bare machine with Python 3.11, git and make.
#   make report   the Kongsvinger region's reports, in build/
#   make site     the public site of all regions, in build/site
#   make check    what CI runs: lint and tests
#   make fuzz     hostile input for five minutes, or SECONDS=…
PYTHON ?= python3
BIN := .venv/bin

.PHONY: report site check lint test integrations accessibility screenshots fuzz format golden catalogs lock build benchmark clean

report: .venv/ready
	$(BIN)/byreg validate
	$(BIN)/byreg report kongsvinger --phase 2 -o build/kongsvinger-2-final.md
	$(BIN)/byreg report kongsvinger --phase 2 -o build/kongsvinger-2-final.html
	@echo "Reports: build/kongsvinger-2-final.md and build/kongsvinger-2-final.html"

site: .venv/ready
	$(BIN)/byreg site --out build/site

check: lint test

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/ready
	$(BIN)/pytest -n auto
	$(BIN)/byreg validate
	$(BIN)/byreg fmt --check

# byreg with the programs it works together with: an editor's language server, pre-commit, a validator of SARIF. Needs Node.
integrations: .venv/ready tests/integrations/node_modules
	$(BIN)/pytest -o addopts="-q" tests/integrations

tests/integrations/node_modules: tests/integrations/package-lock.json
	cd tests/integrations && npm ci --no-audit --no-fund --silent
	touch $@

# Every report and every kind of page in a browser: axe, sideways scroll, valid HTML, JavaScript off. Needs Node and
# chromium, at /usr/bin/chromium or where CHROMIUM says.
accessibility: .venv/ready tests/accessibility/node_modules
	$(BIN)/pytest -o addopts="-q" tests/accessibility

tests/accessibility/node_modules: tests/accessibility/package-lock.json
	cd tests/accessibility && npm ci --no-audit --no-fund --silent
	touch $@

# The pictures of the README.
screenshots: .venv/ready tests/accessibility/node_modules
	$(BIN)/byreg site -q --out build/pictures/site --as-of 2018-12-31
	$(BIN)/byreg report kongsvinger/2 -t status --as-of 2018-12-31 -o build/pictures/status.html
	mkdir -p docs/images
	node tests/accessibility/screenshots.mjs build/pictures docs/images

# Bytes in, findings out, for SECONDS: no input makes a traceback or hangs.
SECONDS ?= 300
fuzz: .venv/ready
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

# Rewrite what is made from code: golden reports, expected findings, docs/rules.md, catalogs.
golden: .venv/ready
	$(BIN)/pytest -q -n auto --update tests/golden tests/cases tests/docs

catalogs: .venv/ready
	$(BIN)/python -m tests.support.catalogs

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# requirements.lock is uv's resolution for every platform, with hashes and without any index's address.
lock: $(BIN)/uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --quiet -o requirements.lock

build: .venv/ready
	rm -rf dist
	$(BIN)/uv build --no-build-isolation --python $(BIN)/python --out-dir dist

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv

.venv/ready: $(BIN)/uv requirements.lock pyproject.toml
	VIRTUAL_ENV=.venv $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Ratios to references in the same run, at every size and against other tools, into docs/performance.md: half an hour.
benchmark: .venv/ready
	$(BIN)/python -m benchmarks.run --write

clean:
	rm -rf .venv build dist

# Every target builds what it needs first; nothing but Python 3.11+ (with venv) and make is asked for.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
export CHATARCHIVE_URL ?= http://localhost:$(PORT)
# A file of tests stays in one process: some files share what is costly to make.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo run test test-postgres check-slow check-site lint format docs bench lock clean

.venv: requirements.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.txt
	@touch .venv

.venv/developing: .venv requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch .venv/developing

# The demo keeps its chats apart from an archive of one's own.
demo: export CHATARCHIVE_DATA ?= var/demo
demo: .venv
	$(BIN)/python manage.py demo --port $(PORT)

run: .venv
	$(BIN)/python manage.py serve --port $(PORT)

test: .venv/developing
	$(PYTEST)

# What asks no database, starts servers of its own, or only reads and draws, is tested on SQLite.
test-postgres: .venv/developing
	$(BIN)/python -m tests.with_postgres $(PYTEST) --database-only -m "not browser and not slow" --ignore tests/hostile \
		--ignore tests/api/test_fuzzed.py --ignore tests/api/test_story.py --ignore tests/publishing/cards \
		--ignore tests/site --ignore tests/web/site

# What takes minutes: all hostile files, 20,000 damaged inputs, an import killed ten times on both databases, 100
# requests for every operation of the API.
FUZZ ?= 20000
SEED ?= 1
check-slow: .venv/developing
	$(BIN)/python -m tests.fuzzing --number $(FUZZ) --seed $(SEED)
	$(BIN)/python -m pytest -m slow
	$(BIN)/python -m tests.with_postgres $(BIN)/python -m pytest -m slow tests/killing

# The demo, looked at by validators: Nu HTML checker, axe, linkinator, Lighthouse and our own. ONLY="axe oEmbed": some.
check-site: .venv/developing
	$(BIN)/python -m tests.site $(ONLY)

lint: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --check --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/developing
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet templates

docs: export DJANGO_SETTINGS_MODULE = chatarchive.settings
docs: .venv/developing
	$(BIN)/python -c "import django; django.setup(); from tests.importing.formats.page import main; main()"
	$(BIN)/python -c "import django; django.setup(); from tests.api.document import main; main()"
	$(BIN)/python -c "import django; django.setup(); from transcripts.publishing import data_dictionary as told; \
		open('docs/data.md', 'w').write(told())"
	$(BIN)/python -c "import django; django.setup(); from tests.permanence.page import main; main()"

bench: .venv/developing
	$(BIN)/python -m benchmarks.grouping
	$(BIN)/python -m benchmarks.grouping.noise
	$(BIN)/python -m benchmarks.importing

lock: .venv/developing
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --group dev --output-file requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

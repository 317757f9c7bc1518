# De opdrachten van het project; README.md zegt wat ze nodig hebben.
PY := .venv/bin/python

.PHONY: help demo demo-leeg demo-code test test15 browsertest poolertest lint bench docs beelden requirements productie ontwikkeling

help:
	@echo "make demo | demo-leeg | demo-code | test | test15 | browsertest | poolertest | lint | bench | docs | beelden | requirements"

productie ontwikkeling:
	@sh scripts/omgeving.sh $@

demo: productie
	@exec $(PY) scripts/demo.py

demo-leeg: productie
	@$(PY) scripts/demo_leeg.py
	@exec $(PY) scripts/demo.py

demo-code: productie
	@CASUSOVERLEG_MODUS=demo $(PY) manage.py demo_code

# Alles: twee lopers naast elkaar, elk met een eigen server. Op een server van buiten één: daar zou een open transactie
# van de ene het verzegelen bij de andere ophouden.
test: ontwikkeling
	$(PY) -m pytest $(or $(ARGS),$(if $(DATABASE_URL),,-n 2 --dist worksteal))

# De oudste PostgreSQL die telt; standaard de apps, met ARGS=tests alles. Zonder wat die server niets vraagt: tests
# zonder databank, en tests die hun eigen server (de ingebouwde) starten en doden.
test15: ontwikkeling
	$(PY) scripts/test15.py --alleen-databank $(or $(ARGS),tests/toegang tests/audit tests/casus)

# Debian zet hem waar een gewone gebruiker niet zoekt.
poolertest: export PATH := $(PATH):/usr/sbin
poolertest: ontwikkeling
	@command -v pgbouncer >/dev/null || { echo "PgBouncer ontbreekt: apt-get install --no-install-recommends pgbouncer"; exit 1; }
	$(PY) -m pytest -m pooler tests/pooler $(ARGS)

browsertest: ontwikkeling
	@command -v chromium >/dev/null || { echo "Chromium ontbreekt: apt-get install chromium"; exit 1; }
	@sh scripts/proefaanbieder.sh
	$(PY) -m pytest -m browser $(ARGS)

lint: ontwikkeling
	@sh scripts/lint.sh

bench: ontwikkeling
	$(PY) -m bench $(ARGS)

docs: ontwikkeling
	CASUSOVERLEG_MODUS=test $(PY) manage.py maak_docs
	$(PY) -m tests.audit.pogingen

beelden: ontwikkeling
	@sh scripts/beelden.sh

# Zonder adressen en paden: de hashes zeggen genoeg. Vraagt uv.
requirements:
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --no-header -q requirements/ontwikkeling.in -o requirements/ontwikkeling.txt
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --no-header -q -c requirements/ontwikkeling.txt requirements/productie.in \
		-o requirements/productie.txt

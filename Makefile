# De opdrachten van het project; README.md zegt wat ze nodig hebben.
PY := .venv/bin/python

.PHONY: help demo demo-leeg demo-code test test15 test15-kern browsertest poolertest lint bench docs beelden requirements productie ontwikkeling

help:
	@echo "make demo | demo-leeg | demo-code | test | test15 | test15-kern | browsertest | poolertest | lint | bench | docs | beelden | requirements"

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

# Wat van de server zelf het meest vraagt: beveiliging per rij, aanvallen met SQL, twee tegelijk, de boom en zijn verval, een
# dossier van begin tot vernietiging, en elke bladzijde van de demo. Dat is wat .ci/run draait.
KERN15 = $(sort $(wildcard tests/*/test_*rij*.py tests/*/test_*aanvallen.py tests/*/test_*tegelijk.py)) \
	tests/audit/test_boom.py tests/audit/test_knoeien.py tests/audit/test_verval.py tests/toegang/test_herstelproef.py \
	tests/casus/test_vernietiging_alles.py tests/casus/test_demo.py tests/casus/test_demo_links.py

test15-kern: ontwikkeling
	$(PY) scripts/test15.py --alleen-databank $(KERN15)

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

# De opdrachten van het project; README.md zegt wat ze nodig hebben.
PY := .venv/bin/python

.PHONY: help demo demo-leeg demo-code test browsertest lint bench docs beelden requirements productie ontwikkeling

help:
	@echo "make demo | demo-leeg | demo-code | test | browsertest | lint | bench | docs | beelden | requirements"

productie ontwikkeling:
	@sh scripts/omgeving.sh $@

demo: productie
	@exec $(PY) scripts/demo.py

demo-leeg: productie
	@$(PY) scripts/demo_leeg.py
	@exec $(PY) scripts/demo.py

demo-code: productie
	@CASUSOVERLEG_MODUS=demo $(PY) manage.py demo_code

test: ontwikkeling
	$(PY) -m pytest $(ARGS)

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

beelden: ontwikkeling
	@sh scripts/beelden.sh

# Zonder adressen en paden: de hashes zeggen genoeg. Vraagt uv.
requirements:
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --no-header -q requirements/ontwikkeling.in -o requirements/ontwikkeling.txt
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --no-header -q -c requirements/ontwikkeling.txt requirements/productie.in \
		-o requirements/productie.txt

#!/bin/sh
# Speelt het verhaal in de browser, en legt de beelden die de handleiding noemt in docs/handleiding/beeld.
set -eu
cd "$(dirname "$0")/.."
tijdelijk=.data/beelden
rm -rf "$tijdelijk"
BEELDEN="$tijdelijk" .venv/bin/python -m pytest -q -m browser tests/test_verhaal.py
mkdir -p docs/handleiding/beeld
rm -f docs/handleiding/beeld/*.png
for naam in $(grep -hoE 'beeld/[a-z0-9-]+\.png' docs/handleiding/*.md README.md | sed 's#.*/##' | sort -u); do
    cp "$tijdelijk/$naam" docs/handleiding/beeld/
done

#!/bin/sh
# Drukt het pad van een Python >= 3.12 af: op PATH, via pyenv (ook een versie die pyenv niet koos), of via uv.
bruikbaar() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}
toon() {
    "$1" -c 'import sys; print(sys.executable)'
    exit 0
}

for naam in ${PYTHON:-} python3.13 python3.14 python3.12 python3 python; do
    bruikbaar "$naam" && toon "$naam"
done

# Een shim van pyenv weigert een versie die niet gekozen is; de map van die versie werkt wel.
pyenv=$(command -v pyenv || echo "$HOME/.pyenv/bin/pyenv")
if [ -x "$pyenv" ]; then
    for map in $(ls -d "$("$pyenv" root)"/versions/3.* 2>/dev/null | sort -rV); do
        bruikbaar "$map/bin/python" && toon "$map/bin/python"
    done
fi

# uv haalt zo nodig een Python in de projectmap.
if command -v uv >/dev/null 2>&1; then
    export UV_PYTHON_INSTALL_DIR="${PWD}/.cache/python" UV_CACHE_DIR="${PWD}/.cache/uv"
    gevonden=$(uv python find --no-project '>=3.12' 2>/dev/null) ||
        { uv python install --quiet --no-bin 3.13 >&2 && gevonden=$(uv python find --no-project 3.13); }
    [ -n "$gevonden" ] && toon "$gevonden"
fi

echo "Geen Python 3.12 of hoger gevonden: installeer python3 met python3-venv, of pyenv, of uv." >&2
exit 1

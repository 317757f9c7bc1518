#!/bin/sh
# Maakt .venv en installeert requirements/$1.txt (productie of ontwikkeling) als er iets veranderd is.
# Alles blijft in de projectmap, de caches ook.
set -eu
cd "$(dirname "$0")/.."
lijst=requirements/$1.txt
export PIP_CACHE_DIR="$PWD/.cache/pip" UV_CACHE_DIR="$PWD/.cache/uv" PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_NO_WARN_SCRIPT_LOCATION=1

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
    python=$(sh scripts/zoek_python.sh)
    echo "Omgeving maken in .venv met $("$python" --version)." >&2
    "$python" -m venv --clear .venv
fi

som=$(cksum <"$lijst")
if [ "$(cat ".venv/.$1" 2>/dev/null)" != "$som" ]; then
    echo "Pakketten installeren uit $lijst." >&2
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lijst"
    else
        .venv/bin/python -m pip install -qq --require-hashes -r "$lijst"
    fi
    echo "$som" >".venv/.$1"
    # ontwikkeling.txt bevat alles van productie.txt, in dezelfde versies
    [ "$1" = productie ] || cksum <requirements/productie.txt >.venv/.productie
fi

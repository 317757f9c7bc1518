#!/bin/sh
# Zet de aanbieder klaar waarmee de browsertests aanmelden (tests/oidc), in de versies van package-lock.json.
set -eu
cd "$(dirname "$0")/../tests/oidc"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "Node.js of npm ontbreekt; de aanbieder van de browsertests heeft ze nodig: apt-get install nodejs npm" >&2
    exit 1
fi
node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' || {
    echo "Node.js $(node --version) is te oud; de aanbieder van de browsertests vraagt 18 of hoger." >&2
    exit 1
}
som=$(cat package.json package-lock.json | cksum)
if [ "$(cat node_modules/.som 2>/dev/null)" != "$som" ]; then
    echo "De aanbieder van de browsertests installeren." >&2
    npm_config_cache="$PWD/../../.cache/npm" npm ci --silent
    echo "$som" >node_modules/.som
fi

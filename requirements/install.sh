#!/bin/sh
# Brings .venv up to the locked sets named as arguments (app, dev): what `make setup` runs.
# Works as root or not, without a home, behind a mirror, and with spaces in the path.
set -eu
cd "$(dirname "$0")/.."

fail() { printf 'setup: %s\n' "$1" >&2; exit 3; }

# A pyenv shim is on PATH even where no such Python is: only running it tells.
suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        suits "$PYTHON" || fail "PYTHON=$PYTHON does not run or is not Python 3.11, 3.12 or 3.13."
        return
    fi
    for PYTHON in python3 python3.13 python3.12 python3.11 python; do
        if suits "$PYTHON"; then return; fi
    done
    fail "no Python 3.11, 3.12 or 3.13 was found. Install one, or name it: make setup PYTHON=/path/to/python3.12"
}

choose_python
"$PYTHON" -m pipeline.system || exit 3

python=.venv/bin/python
# An environment whose Python went away, or that was made by another one, is made anew.
if ! suits "$python" || ! "$python" -m pip --version >/dev/null 2>&1; then
    "$PYTHON" -m venv --clear .venv || fail "$PYTHON cannot make a virtual environment in .venv."
fi

# pip reads the mirrors of its own settings, uv does not: what uv cannot do, pip tries.
"$python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
    -r requirements/bootstrap.lock || echo "setup: uv cannot be installed here; pip does its work, more slowly" >&2

# A company's proxy signs with a root that only the system's store knows; a bare image has no such store.
if [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -s /etc/pki/tls/certs/ca-bundle.crt ]; then
    certificates=--system-certs
else
    certificates=--no-system-certs
fi

install() {
    if "$python" -m uv --version >/dev/null 2>&1; then
        if "$python" -m uv "$certificates" pip install --python "$python" "$@"; then return; fi
        echo "setup: uv did not succeed; trying pip" >&2
    fi
    "$python" -m pip install --disable-pip-version-check "$@"
}

for set in "$@"; do
    install --require-hashes --only-binary :all: -r "requirements/$set.lock" ||
        fail "the packages of requirements/$set.lock could not be installed; the lines above say why."
done
if ! npm --version >/dev/null 2>&1; then
    install --require-hashes --only-binary :all: -r requirements/npm.lock || fail "npm could not be installed."
fi
install --quiet --no-deps --no-build-isolation --editable . || fail "the studio itself could not be installed."

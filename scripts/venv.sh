# Sourced by the other scripts: makes a virtual environment with this project in it, once.
#   use_venv EXTRAS      EXTRAS is empty or such as [dev]; afterwards $venv/bin/python is ready
# The environment is .venv, or the folder named by MLEKL_VENV. It is brought up to date when pyproject.toml changes.

set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
venv=${MLEKL_VENV:-$root/.venv}

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed and was not found; on Debian: apt install python3 python3-venv" >&2
    return 1
}

make_venv() {
    python=$(find_python) || return 1
    "$python" -m venv --clear "$venv" >/dev/null 2>&1 && return
    # Debian keeps the venv module in a package of its own.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing python3-venv …" >&2
        apt-get -qq update >/dev/null 2>&1 || true
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-venv >/dev/null 2>&1 || true
        "$python" -m venv --clear "$venv" >/dev/null 2>&1 && return
    fi
    echo "A virtual environment cannot be made with $python; on Debian: sudo apt install python3-venv" >&2
    return 1
}

use_venv() {
    stamp="$venv/.mlekl$1"
    if [ -x "$venv/bin/pip" ] && [ -f "$stamp" ] && cmp -s "$root/pyproject.toml" "$stamp"; then
        return
    fi
    echo "Setting up $venv …" >&2
    [ -x "$venv/bin/pip" ] || make_venv
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root$1"
    cp "$root/pyproject.toml" "$stamp"
}

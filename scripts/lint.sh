#!/bin/sh
# Elke controle draait, ook na een fout: een loop toont alles wat er mis is.
cd "$(dirname "$0")/.." || exit 1
export CASUSOVERLEG_MODUS=test DJANGO_SETTINGS_MODULE=tests.settings
bin=.venv/bin
fout=0

controle() {
    naam=$1
    shift
    if uit=$("$@" 2>&1); then
        echo "ok    $naam"
    else
        fout=1
        printf 'FOUT  %s\n%s\n' "$naam" "$uit"
    fi
}

controle "ruff check" $bin/ruff check --quiet .
controle "ruff format" $bin/ruff format --check --quiet .
controle "invoer (import-linter)" env PYTHONPATH=. $bin/lint-imports
controle "sjablonen (djlint)" $bin/djlint --lint --quiet templates
controle "vertaalbaar" $bin/python scripts/controleer_vertaling.py
# Zonder databank waarschuwt Django dat het de geschiedenis niet kan lezen; de modellen vergelijkt het wel.
controle "migraties volledig" $bin/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
controle "django check" $bin/python manage.py check --fail-level WARNING
controle "mypy" $bin/mypy
exit $fout

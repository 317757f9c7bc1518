"""Elke regel van de wet heeft een test, en een test die niet liep, bewijst niets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casus.bewijzen import Bewijs, bewijzen
from casus.wetgeving import REGELS

BASIS = Path(__file__).resolve().parent.parent
INI = """[pytest]
testpaths = tests
addopts = -m 'not browser and not pooler' -p no:cacheprovider -p no:django -p no:playwright
markers =
    regel(nummer): bewijst een regel
    browser: in Chromium
    pooler: achter PgBouncer
"""
CONFTEST = """
from pathlib import Path
from tests_van_hier import Bewaker

collect_ignore = ["test_vergeten.py"]

def pytest_configure(config):
    regels = {f"LR-0{nummer}" for nummer in range(1, 9)}
    config.pluginmanager.register(Bewaker(config, regels, Path(__file__).parent.parent), "bewijs")
"""
GOED = """
import pytest

@pytest.mark.regel("LR-01", "LR-02", "LR-03", "LR-04", "LR-05", "LR-06", "LR-07")
@pytest.mark.parametrize("waarde", [1, 2])
def test_een(waarde):
    pass

@pytest.mark.browser
@pytest.mark.regel("LR-08")
def test_twee():
    pass
"""
FOUT = """
import pytest

@pytest.mark.regel("LR-01")
def test_overgeslagen():
    pytest.skip("straks")

@pytest.mark.regel("LR-02")
@pytest.mark.parametrize("waarde", [1, 2])
def test_half(waarde):
    if waarde == 2: pytest.skip("straks")

@pytest.mark.regel("LR-03")
@pytest.mark.xfail
def test_verwacht_fout():
    assert False

@pytest.mark.regel("LR-04")
@pytest.mark.parametrize("waarde", [])
def test_leeg(waarde):
    pass

def test_los(request):
    pass

test_los = pytest.mark.regel("LR-05")(test_los)

@pytest.mark.regel("LR-99")
def test_onbekend():
    pass

@pytest.mark.browser
@pytest.mark.regel("LR-07")
def test_in_chromium():
    pytest.skip("straks")

@pytest.mark.regel("LR-08")
def test_goed():
    pass
"""
VERGETEN = """
import pytest

@pytest.mark.regel("LR-06")
def test_vergeten():
    pass
"""


class Loop:
    """Een klein project met dezelfde bewaking, dat pytest in een eigen proces draait."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        (map_ / "tests").mkdir()
        (map_ / "pytest.ini").write_text(INI)
        (map_ / "tests" / "conftest.py").write_text(CONFTEST)
        (map_ / "tests_van_hier.py").write_text(
            "from importlib.util import module_from_spec, spec_from_file_location\n"
            f"spec = spec_from_file_location('bewijs_van_hier', {str(BASIS / 'tests' / 'bewijs.py')!r})\n"
            "module = module_from_spec(spec)\nspec.loader.exec_module(module)\nBewaker = module.Bewaker\n"
        )

    def schrijf(self, inhoud: str, naam: str) -> None:
        (self.map / "tests" / naam).write_text(inhoud)

    def __call__(self, inhoud: str, *args: str) -> tuple[int, str]:
        self.schrijf(inhoud, "test_proef.py")
        omgeving = os.environ | {"PYTHONPATH": f"{self.map}:{BASIS}", "PYTHONDONTWRITEBYTECODE": "1"}
        opdracht = [sys.executable, "-m", "pytest", *args]
        uit = subprocess.run(
            opdracht, cwd=self.map, env=omgeving, capture_output=True, text=True, check=False
        )
        return uit.returncode, uit.stdout + uit.stderr


@pytest.fixture
def loop(tmp_path: Path) -> Loop:
    return Loop(tmp_path)


def test_elke_regel_heeft_een_test() -> None:
    """Geen test? Dan staat op het blad ‘Nog geen test’, en weet niemand of het product de regel volgt."""
    zonder = sorted(set(REGELS) - {bewijs.regel for bewijs in bewijzen()})
    assert not zonder, ", ".join(zonder)


def test_elk_merkteken_noemt_een_regel_die_bestaat() -> None:
    assert [bewijs for bewijs in bewijzen() if bewijs.regel not in REGELS] == []


def test_een_merkteken_boven_een_klasse_of_een_bestand_telt(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    klasse = '@pytest.mark.regel("LR-02", "LR-03")\nclass TestIets:\n    def test_zo(self): pass\n'
    tekst = f'pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-01")]\n{klasse}'
    (tmp_path / "tests" / "test_x.py").write_text(tekst)
    nummers = ("LR-01", "LR-02", "LR-03")
    assert bewijzen(tmp_path) == [Bewijs(nummer, "tests/test_x.py::TestIets::test_zo") for nummer in nummers]


def test_een_volle_loop_waarin_alles_liep_slaagt(loop: Loop) -> None:
    """Ook al speelt de enige test van LR-08 in Chromium: die loop beoordeelt haar."""
    for args in ((), ("-n", "2"), ("-m", "browser")):
        code, tekst = loop(GOED, *args)
        assert code == 0, tekst


@pytest.mark.parametrize("lopers", [(), ("-n", "2")], ids=["een", "twee"])
def test_wat_niet_liep_bewijst_niets_en_laat_de_loop_falen(loop: Loop, lopers: tuple[str, ...]) -> None:
    """Overgeslagen, half, verwacht mislukt, leeg, los gemerkt, niet verzameld, onbekend."""
    loop.schrijf(VERGETEN, "test_vergeten.py")
    code, tekst = loop(FOUT, *lopers)
    assert code == 1, tekst
    for wat in (
        "LR-01: tests/test_proef.py::test_overgeslagen is overgeslagen",
        "LR-01: geen enkele test bewijst deze regel",
        "LR-02: tests/test_proef.py::test_half is overgeslagen",
        "LR-03: tests/test_proef.py::test_verwacht_fout is overgeslagen",
        "LR-04: tests/test_proef.py::test_leeg is overgeslagen",
        "LR-05: tests/test_proef.py::test_los staat niet in de tabel",
        "LR-05: geen enkele test bewijst deze regel",
        "LR-06: tests/test_vergeten.py::test_vergeten is niet verzameld",
        "LR-99: deze regel bestaat niet",
    ):
        assert wat in tekst, tekst
    assert "LR-07" not in tekst
    assert "LR-08" not in tekst


def test_de_loop_in_chromium_beoordeelt_wat_daar_hoort(loop: Loop) -> None:
    code, tekst = loop(FOUT, "-m", "browser")
    assert code == 1, tekst
    assert "LR-07: tests/test_proef.py::test_in_chromium is overgeslagen" in tekst
    assert "LR-01" not in tekst


def test_wie_zelf_kiest_wat_er_loopt_wordt_niet_beoordeeld(loop: Loop) -> None:
    for args in (["tests/test_proef.py"], ["-k", "overgeslagen"], ["-m", "regel"]):
        code, tekst = loop(FOUT, *args)
        assert code == 0, tekst

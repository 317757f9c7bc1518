"""Bewaakt aan het einde van een volle loop dat elke regel van de wet bewezen is door een test die ook echt liep.

Vol is `make test`, `make browsertest` en `make poolertest`; wie zelf iets kiest (een pad, -k, -m), wordt niet
beoordeeld. Elke loop beoordeelt wat bij hem hoort: wat in Chromium speelt, telt in `make browsertest`. Met meer lopers
naast elkaar (pytest-xdist) zegt elk wat hij verzamelde, en oordeelt wie ze uitstuurt.
"""

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from casus.bewijzen import bewijzen

BASIS = Path(__file__).resolve().parent.parent
GEWOON = "gewoon"
# Wat een loop uit de rest haalt (-m), en wat dan bij die loop hoort; de eerste is die van `addopts`.
LOPEN = {"not browser and not pooler": GEWOON, "browser": "browser", "pooler": "pooler"}


class Bewaker:
    """Vergelijkt de tabel uit de broncode met wat verzameld werd en met hoe het afliep."""

    def __init__(self, config: pytest.Config, regels: Collection[str], basis: Path) -> None:
        self.config, self.regels = config, regels
        self.tabel = {(rij.regel, rij.test) for rij in bewijzen(basis)}
        self.verzameld: set[tuple[str, str]] = set()
        self.waar: dict[str, str] = {}
        self.goed: Counter[str] = Counter()
        self.anders: dict[str, str] = {}
        self.gebreken: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Voor -m en -k iets weglaten: dan is nog te zien wat er bestaat en waar het thuishoort."""
        for item in items:
            test = _naam(item.nodeid)
            self.waar[test] = next(
                (soort for soort in LOPEN.values() if item.get_closest_marker(soort)), GEWOON
            )
            self.verzameld |= {(regel, test) for teken in item.iter_markers("regel") for regel in teken.args}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        test = _naam(report.nodeid)
        if report.passed and not hasattr(report, "wasxfail"):
            self.goed[test] += report.when == "call"
        else:
            self.anders[test] = "overgeslagen" if report.skipped or report.passed else "mislukt"

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Een loper is klaar: wat hij verzamelde. Een loper die stierf, verzamelde niets, en dat blijkt."""
        waar, verzameld = getattr(node, "workeroutput", {}).get("bewijs", ({}, []))
        self.waar |= waar
        self.verzameld |= set(map(tuple, verzameld))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["bewijs"] = (self.waar, sorted(self.verzameld))
            return
        loop = self._loop(session)
        if loop is None or exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return
        self.gebreken = [*self._tests(loop), *self._regels(loop)]
        if loop == GEWOON:
            self.gebreken += self._tekens()
        if self.gebreken:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.gebreken:
            terminalreporter.section("wet → regel → test", red=True, bold=True)
            for gebrek in self.gebreken:
                terminalreporter.line(gebrek)

    def _loop(self, session: pytest.Session) -> str | None:
        """Welke volle loop dit is; None als iemand zelf koos wat er liep, of onderweg stopte."""
        keuze = self.config.option
        gestopt = session.shouldstop or session.shouldfail
        if (
            keuze.keyword
            or keuze.collectonly
            or keuze.deselect
            or keuze.ignore
            or keuze.ignore_glob
            or gestopt
        ):
            return None
        loop = LOPEN.get(keuze.markexpr)
        paden = ["tests/pooler"] if loop == "pooler" else list(self.config.getini("testpaths"))
        zelf = self.config.args_source is pytest.Config.ArgsSource.ARGS
        return loop if (self.config.args == paden if zelf else loop != "pooler") else None

    def _tests(self, loop: str) -> list[str]:
        """Wat in deze loop hoort en niet slaagde; wat nergens hoort, is nergens verzameld."""
        uit = []
        for regel, test in sorted(self.tabel):
            if self.waar.get(test, loop) != loop or (loop != GEWOON and test not in self.waar):
                continue
            if not self._slaagde(test):
                wat = self.anders.get(test) or ("niet gelopen" if test in self.waar else "niet verzameld")
                uit.append(f"{regel}: {test} is {wat}")
        return uit

    def _regels(self, loop: str) -> list[str]:
        """De regels die deze loop moest bewijzen en niet bewees."""
        uit = []
        for regel in sorted(self.regels):
            tests = [test for anders, test in self.tabel if anders == regel]
            hier = [test for test in tests if self.waar.get(test, GEWOON) == loop]
            moet = bool(hier) or (loop == GEWOON and not tests)
            if moet and not any(map(self._slaagde, hier)):
                uit.append(f"{regel}: geen enkele test bewijst deze regel")
        return uit

    def _tekens(self) -> list[str]:
        """Een merkteken dat de broncode niet leest, staat niet op het blad; een onbekende regel bestaat niet."""
        los = [
            f"{regel}: {test} staat niet in de tabel" for regel, test in sorted(self.verzameld - self.tabel)
        ]
        vreemd = {regel for regel, _test in self.verzameld} - set(self.regels)
        return [*los, *(f"{regel}: deze regel bestaat niet" for regel in sorted(vreemd))]

    def _slaagde(self, test: str) -> bool:
        return bool(self.goed[test]) and test not in self.anders


def _naam(nodeid: str) -> str:
    """Zonder de waarden van een geparametriseerde test."""
    return nodeid.partition("[")[0]


def pytest_configure(config: pytest.Config) -> None:
    from casus.wetgeving import REGELS

    config.pluginmanager.register(Bewaker(config, REGELS, BASIS), "bewijs")

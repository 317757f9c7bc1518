"""Afspraken die zichzelf bewaken: elke fout zegt waarom de afspraak bestaat."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django_fsm import FSMFieldMixin

from audit.soorten import Soort
from casus.models.basis import CasusGebonden
from toegang.verantwoording import leg_vast

BASIS = Path(__file__).resolve().parent.parent
EIGEN = ("casus", "toegang", "audit")


def bronnen(*mappen: str) -> Iterator[tuple[Path, str]]:
    for map_ in mappen:
        for bestand in sorted((BASIS / map_).rglob("*.py")):
            if "migrations" not in bestand.parts:
                yield bestand.relative_to(BASIS), bestand.read_text(encoding="utf-8")


def handelingsmodules(*apps_: str) -> list[ModuleType]:
    """De modules met handelingen; zonder namen die van het domein."""
    pakketten = [import_module(f"{app}.actions") for app in apps_ or ("casus",)]
    return [
        import_module(f"{pakket.__name__}.{info.name}")
        for pakket in pakketten
        for info in iter_modules(pakket.__path__)
    ]


def test_een_view_haalt_niets_zelf_uit_de_databank() -> None:
    """Een view krijgt een rij alleen van een selector die de gebruiker vraagt; anders is er een weg om het beleid."""
    fout = [
        str(pad)
        for pad, tekst in bronnen("casus/views", "casus/forms")
        if re.search(r"\.objects\b(?!\.none\(\))", tekst)
    ]
    assert not fout, fout


@pytest.mark.parametrize("module", handelingsmodules(), ids=lambda m: m.__name__)
def test_elke_functie_die_vastlegt_is_een_handeling(module: ModuleType) -> None:
    """Wie `leg_vast` roept buiten een handeling, heeft geen duurzame transactie en geen spoor van een weigering."""
    boom = ast.parse(inspect.getsource(module))
    for functie in [k for k in boom.body if isinstance(k, ast.FunctionDef) and not k.name.startswith("_")]:
        roept = any(isinstance(k, ast.Call) and ast.unparse(k.func) == "leg_vast" for k in ast.walk(functie))
        versierd = any(ast.unparse(d) == "handeling" for d in functie.decorator_list)
        assert versierd or not roept, f"{module.__name__}.{functie.name} legt vast zonder @handeling"
        if versierd:
            actor = [a for a in functie.args.kwonlyargs if a.arg == "actor"]
            assert actor, f"{module.__name__}.{functie.name}: actor moet met naam gegeven worden"


ZONDER_REGEL = {
    "casus.actions.berichten.kies": "een eigen keuze, die niemand anders leest (LR-22)",
    "casus.actions.geheugensteun.voeg_toe": "eigen notities: niemand anders weet dat ze bestaan (LR-22)",
    "casus.agenda._stem_af": "een afspraak zegt niets; dat iemand verwacht wordt, staat er al",
    "casus.agenda._noteer": "idem",
    "casus.agenda._herinner": "idem",
    "casus.actions.geheugensteun.gooi_weg": "eigen notities",
    "casus.actions.geheugensteun.wis_alles": "eigen notities",
    "casus.actions.retouren.ruim_op": "een retour zegt alleen dat een adres niet werkt, en wist zichzelf",
    "casus.actions.retouren.verwerk": "idem",
    "casus.actions.vernietiging.verwittig": "een bericht; wat op de lijst kwam, staat er al",
    "casus.actions.zaal.bewaar_concept": "een halve zin van wie ze typt; ze is nog niets (LR-45)",
    "audit.actions.bezorgen.bereid_voor": "maakt nog niets: het bestand en zijn regel komen samen",
}
"""Handelingen die met opzet geen regel schrijven, met de reden."""


@pytest.mark.regel("LR-57")
def test_elke_handeling_schrijft_een_regel() -> None:
    """Elke inzage, wijziging en vrijgave: een handeling zonder weg naar `leg_vast` laat geen spoor na."""
    zonder = {
        f"{module.__name__}.{functie.__name__}"
        for pad, tekst in bronnen("casus", "toegang", "audit")
        if "\n@handeling" in tekst
        for module in [import_module(".".join(pad.with_suffix("").parts))]
        for functie in vars(module).values()
        if inspect.isfunction(functie) and functie.__module__ == module.__name__
        if hasattr(functie, "__wrapped__") and not _legt_vast(functie)
    }
    assert zonder == ZONDER_REGEL.keys()


def _legt_vast(functie: Callable[..., Any], gezien: frozenset[Any] = frozenset()) -> bool:
    """Of ze zelf vastlegt, of langs een functie die ze bij naam roept."""
    kern = inspect.unwrap(functie)
    if kern in gezien or not inspect.isfunction(kern):
        return False
    for roep in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(kern)))):
        if not isinstance(roep, ast.Call) or not isinstance(roep.func, ast.Name):
            continue
        doel = kern.__globals__.get(roep.func.id)
        if doel is leg_vast or (_van_ons(doel) and _legt_vast(doel, gezien | {kern})):
            return True
    return False


def _van_ons(doel: Any) -> bool:
    eigen = {"casus.spoor", "toegang.aanmelding"}
    return inspect.isfunction(doel) and (".actions." in doel.__module__ or doel.__module__ in eigen)


def test_geen_rij_verdwijnt_met_haar_buur() -> None:
    """CASCADE of SET_NULL zou inhoud of bewijs laten verdwijnen zonder handeling; alles van een casus is PROTECT."""
    fout = [
        f"{model.__name__}.{veld.name}"
        for model in apps.get_app_config("casus").get_models()
        for veld in model._meta.fields
        if isinstance(veld, models.ForeignKey) and veld.remote_field.on_delete is not models.PROTECT
    ]
    assert not fout, fout


def test_wat_aan_een_casus_hangt_noemt_ook_het_livc() -> None:
    """Beveiliging per rij volgt later deze twee kolommen; een tabel zonder is een gat (LR-05)."""
    for model in apps.get_app_config("casus").get_models():
        namen = {veld.name for veld in model._meta.fields}
        automatisch = model._meta.auto_created
        if issubclass(model, CasusGebonden):
            assert {"casus", "livc"} <= namen
        elif not automatisch:
            assert "livc" in namen, model.__name__


def test_elke_migratie_heeft_een_naam_die_iets_zegt() -> None:
    fout = [
        str(pad)
        for app in EIGEN
        for pad in (BASIS / app / "migrations").glob("0*.py")
        if re.search(r"_(auto|initial)", pad.name)
    ]
    assert not fout, fout


def test_een_staat_is_beschermd_en_voor_een_migratie_gewone_tekst() -> None:
    """Met het veld van django-fsm in de migraties duurt een lege databank opzetten vier keer zo lang (ADR 0026)."""
    staten = [
        veld
        for model in apps.get_models()
        for veld in model._meta.local_fields
        if isinstance(veld, FSMFieldMixin)
    ]
    assert len(staten) > 15
    assert [
        veld for veld in staten if not veld.protected or veld.deconstruct()[1] != "django.db.models.CharField"
    ] == []
    migraties = [pad for pad in BASIS.glob("*/migrations/0*.py") if "django_fsm" in pad.read_text()]
    assert migraties == []


def test_elke_soort_van_het_logboek_wordt_ergens_geschreven() -> None:
    """Een soort die nooit voorkomt, belooft een spoor dat er niet is."""
    code = "\n".join(tekst for pad, tekst in bronnen(*EIGEN) if pad.name != "soorten.py")
    nooit = [soort.name for soort in Soort if f"Soort.{soort.name}" not in code]
    assert not nooit, nooit


@pytest.mark.regel("LR-34")
def test_een_adres_bevat_nooit_inhoud() -> None:
    """Adressen belanden in logboeken van servers en browsers: alleen UUID's en nummers van regels of tegels."""
    for app in ("casus", "audit"):
        tekst = (BASIS / app / "urls.py").read_text(encoding="utf-8")
        soorten = re.findall(r"<(\w+):\w+>", tekst)
        assert soorten, app
        for soort in soorten:
            assert soort in {"uuid", "regel", "tlogpad"}, f"{app}/urls.py: <{soort}:…>"


@pytest.mark.regel("LR-58")
def test_geen_veld_geeft_een_persoon_een_cijfer() -> None:
    """Geen score, rang, risico of voorspelling, in geen enkel model."""
    verboden = re.compile(r"score|rang|risico|dreiging|ggb|ernst|(?<!agenda)punten|niveau_van")
    fout = [
        f"{model.__name__}.{veld.name}"
        for app in EIGEN
        for model in apps.get_app_config(app).get_models()
        for veld in model._meta.get_fields()
        if verboden.search(veld.name)
    ]
    assert not fout, fout

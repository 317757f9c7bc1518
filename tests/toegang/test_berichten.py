"""Geen enkel bericht kan bij een casus: niet door hoe het gemaakt wordt, en niet in wat er echt vertrekt (LR-34)."""

import ast
import re
from contextlib import nullcontext
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from casus.demo.laden import laad
from casus.models import Overleg
from casus.models.basis import CasusGebonden
from tests.brievenbus import Brievenbus, afspraak
from tests.factories import Stad
from toegang.aanmelden import Accountadapter
from toegang.agendastuk import Agendastuk, Methode
from toegang.berichten import TOEGELATEN, Berichtsoort, Brief, Geheim, Link
from toegang.berichtteksten import REDENEN, SJABLONEN, Reden
from toegang.models import Gebruiker
from toegang.versleuteld import Versleuteld

BASIS = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.regel("LR-34")


def ingevoerd(pad: str) -> set[str]:
    """Elke module die dit bestand invoert, ook binnen een functie."""
    boom = ast.parse((BASIS / pad).read_text(encoding="utf-8"))
    namen = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            namen |= {alias.name for alias in knoop.names}
        elif isinstance(knoop, ast.ImportFrom):
            namen.add("." * knoop.level + (knoop.module or ""))
    return namen


@pytest.mark.parametrize("module", ["berichten", "berichtteksten", "agendastuk"])
def test_wie_een_bericht_samenstelt_kan_geen_model_invoeren(module: str) -> None:
    eigen = {".agendastuk", ".berichtteksten"}
    mag = re.compile(
        r"(re|dataclasses|enum|typing|uuid|datetime|zoneinfo|email\.utils|collections\.abc|icalendar)$"
    )
    django = {"django.conf", "django.urls", "django.utils.translation"}
    vreemd = {naam for naam in ingevoerd(f"toegang/{module}.py") if not mag.match(naam)} - eigen - django
    assert not vreemd


def test_er_is_maar_een_plaats_van_waaruit_een_bericht_vertrekt() -> None:
    """Een tweede zou de lijst omzeilen: alles van Django of Python dat mail verstuurt, staat alleen in toegang/verzenden.py."""
    anders = []
    for app in ("casus", "toegang", "audit", "config"):
        for bestand in (BASIS / app).rglob("*.py"):
            pad = str(bestand.relative_to(BASIS))
            if {"django.core.mail", "smtplib"} & ingevoerd(pad) or "email_user(" in bestand.read_text(
                "utf-8"
            ):
                anders.append(pad)
    assert anders == ["toegang/verzenden.py"]


def test_er_staat_geen_sjabloon_voor_een_bericht_buiten_de_lijst() -> None:
    assert not [p for p in (BASIS / "templates").rglob("*") if "email" in p.parts or p.suffix == ".txt"]


def test_een_brief_kent_alleen_de_gesloten_types() -> None:
    assert [veld.name for veld in fields(Brief)] == list(TOEGELATEN)
    assert not {str, dict, list, tuple, object} & set(TOEGELATEN.values())
    tekst = {veld.name for veld in fields(Agendastuk) if veld.type is str}
    assert tekst == {"plaats"}


@pytest.mark.parametrize(
    "waarde",
    ["Zeno Verzonnen", SafeString("Zeno"), {"naam": "Zeno"}, Gebruiker(naam="Zeno"), uuid4(), True, object()],
)
@pytest.mark.parametrize("veld", list(TOEGELATEN))
def test_iets_anders_komt_niet_in_een_brief(veld: str, waarde: Any) -> None:
    with pytest.raises((TypeError, KeyError)):
        Brief(**({"soort": Berichtsoort.TOEZICHT} | {veld: waarde}))


@pytest.mark.parametrize(
    "sleutel",
    ["", "Zeno Verzonnen", str(uuid4()), uuid4().hex, "a/b/c/d/e/f", "x" * 300],
    ids=["leeg", "naam", "uuid", "hex", "pad", "lang"],
)
def test_een_link_met_iets_anders_dan_een_sleutel_kan_niet(sleutel: str) -> None:
    with pytest.raises(ValueError):
        Geheim(Link.ACCOUNT, sleutel)


def test_een_agendastuk_neemt_geen_model_of_tekst_aan() -> None:
    goed: dict[str, Any] = {
        "methode": Methode.VRAAG, "uid": uuid4(), "reeks": 0, "begin": timezone.now(), "plaats": "Zaal",
        "gemaakt": timezone.now(),
    }  # fmt: skip
    Agendastuk(**goed)
    for veld in goed:
        with pytest.raises(TypeError):
            Agendastuk(**(goed | {veld: Gebruiker(naam="Zeno")}))
    with pytest.raises(ValueError):
        Agendastuk(**(goed | {"begin": datetime(2027, 1, 1)}))  # noqa: DTZ001 - net dat mag niet


def test_elke_soort_en_elke_reden_heeft_vaste_woorden() -> None:
    assert set(SJABLONEN) == set(Berichtsoort)
    assert set(REDENEN) == set(Reden)
    for soort, sjabloon in SJABLONEN.items():
        plaatsen = set(re.findall(r"%\((\w+)\)", " ".join(map(str, (sjabloon.onderwerp, *sjabloon.alineas)))))
        assert plaatsen <= {"site", "reden", "code", "dagen", "link"}, soort
        if sjabloon.urlnaam:
            assert reverse(sjabloon.urlnaam)


def test_een_brief_met_te_veel_of_te_weinig_is_een_fout() -> None:
    for velden in ({}, {"reden": Reden.KLUIS, "dagen": 3}):
        with pytest.raises(ValueError):
            Brief(Berichtsoort.ALARM, **velden)


def test_wat_allauth_anders_wil_versturen_is_een_fout() -> None:
    with pytest.raises(ValueError):
        Accountadapter().send_mail("account/email/unknown_account", "a@b.test", {})


@pytest.mark.django_db
def test_de_voorbeelden_tonen_elk_bericht(stad: Stad, anderstad: Stad, als: Any) -> None:
    adres = reverse("casus:livc_berichten", args=[stad.livc.pk])
    for wie in (stad.preventie, stad.beheer):
        lijst = als(wie).get(adres).context["voorbeelden"]
        assert len(lijst) == len(Berichtsoort)
        assert sum(bool(voorbeeld.agenda) for voorbeeld in lijst) == 6
        assert all("%(" not in voorbeeld.tekst for voorbeeld in lijst)
    assert als(stad.burgemeester).get(adres).status_code == 403
    assert als(anderstad.preventie).get(adres).status_code == 404


def geheimen() -> set[str]:
    """Elke vier woorden na elkaar van elke versleutelde tekst, elke naam, en elk id dat bij een casus hoort."""
    uit: set[str] = set()
    for model in apps.get_models():
        velden = [veld for veld in model._meta.fields if isinstance(veld, Versleuteld)]
        for rij in model._base_manager.all() if velden else ():
            for veld in velden:
                woorden = str(getattr(rij, veld.attname) or "").split()
                uit |= {" ".join(woorden[i : i + 4]) for i in range(max(1, len(woorden) - 3))}
        if issubclass(model, CasusGebonden):
            uit |= {str(waarde) for rij in model._base_manager.values_list("pk", "casus") for waarde in rij}
    uit |= set(apps.get_model("casus", "Casus")._base_manager.values_list("referentie", flat=True))
    uit |= set(Gebruiker.objects.values_list("naam", flat=True))
    # De plaats van het overleg staat met opzet in de afspraak; de gemeente van de persoon kan daarin voorkomen.
    plaatsen = " ".join(Overleg.objects.values_list("plaats", flat=True))
    return {woord for woord in uit if len(woord) > 3 and woord not in plaatsen}


@pytest.mark.django_db(transaction=True)
def test_wat_de_hele_demo_verstuurt_bevat_geen_enkel_geheim(
    bus: Brievenbus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elke byte die de mailserver krijgt: koppen, tekst en bijlage, ontcijferd en rauw."""
    monkeypatch.setattr("casus.demo.laden.patch", lambda *_a, **_k: nullcontext())
    laad(lambda _tekst: None)
    verboden = geheimen()
    assert len(verboden) > 500
    assert len({bericht["Subject"] for bericht in bus.berichten}) >= 4
    for bericht, rauw in zip(bus.berichten, bus.rauw, strict=True):
        delen = [
            rauw,
            *(deel.get_payload(decode=True) or b"" for deel in bericht.walk()),
            afspraak(bericht) or b"",
        ]
        alles = " ".join(b"\n".join(delen).decode(errors="replace").replace("\n ", "").split())
        assert not [woord for woord in verboden if woord in alles], bericht["Subject"]
        assert not {str(UUID(gevonden)) for gevonden in re.findall(r"[0-9a-f-]{36}(?=[/\s])", alles)}

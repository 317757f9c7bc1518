"""Wat er niet is: geen veld voor een dreigingsniveau (LR-46), geen score (LR-58), geen lijst zonder versie (LR-50)."""

import inspect
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django import forms
from django.apps import apps

import casus.forms
from casus import categorieen
from casus.models import Agendapunt, Besluit, Inbreng

DREIGING = ("dreiging", "ggb", "ter_cat", "terro", "threat", "ocad", "informatiekaart", "niveau_ter")
SCORE = ("score", "ranking", "rangorde", "risicoprofiel", "profiel", "kans", "voorspelling")


def veldnamen() -> set[str]:
    """Elke naam van een veld in een model of formulier van dit project."""
    eigen = [m for app in ("casus", "toegang", "audit") for m in apps.get_app_config(app).get_models()]
    namen = {f"{m.__name__}.{veld.name}" for m in eigen for veld in m._meta.get_fields()}
    for module in iter_modules(casus.forms.__path__):
        for naam, klasse in inspect.getmembers(import_module(f"casus.forms.{module.name}"), inspect.isclass):
            if issubclass(klasse, forms.BaseForm):
                namen |= {f"{naam}.{veld}" for veld in getattr(klasse, "base_fields", {})}
    return namen


@pytest.mark.regel("LR-46")
def test_geen_veld_voor_een_dreigingsniveau() -> None:
    namen = veldnamen()
    assert (
        "InbrengForm.niveau" in namen
    )  # het niveau van geheimhouding: een ander woord, en het zegt niets over iemand
    assert not {naam for naam in namen if any(woord in naam.lower() for woord in DREIGING)}


@pytest.mark.regel("LR-58")
def test_geen_veld_voor_een_score() -> None:
    assert not {naam for naam in veldnamen() if any(woord in naam.lower() for woord in SCORE)}


@pytest.mark.regel("LR-45")
def test_het_verslag_bewaart_geen_uitspraken() -> None:
    tekst = {
        veld.name for m in (Agendapunt, Besluit) for veld in m._meta.get_fields() if hasattr(veld, "dossier")
    }
    assert tekst == {"tekst"}  # alleen het besluit zelf
    assert "inbreng" not in {veld.name for veld in Besluit._meta.get_fields()}


@pytest.mark.regel("LR-50")
def test_de_lijst_van_de_wet_telt_veertien_categorieen_waarvan_vijf_met_reden() -> None:
    lijst = categorieen.geldende_lijst(date(2026, 11, 23))
    assert [c.nummer for c in lijst.categorieen] == list(range(1, 15))
    assert [c.nummer for c in lijst.categorieen if c.noodzaak] == [9, 10, 12, 13, 14]
    lengte = Inbreng._meta.get_field("categorie").max_length
    assert lengte is not None
    assert max(len(c.code) for c in lijst.categorieen) <= lengte


@pytest.mark.regel("LR-50")
def test_een_onvolledige_lijst_is_niet_te_kiezen() -> None:
    assert not categorieen.D2023.volledig
    assert categorieen.zoek("D2023", "seksualiteit") is None
    assert categorieen.geldende_lijst(date(2025, 1, 1)) is categorieen.W2026

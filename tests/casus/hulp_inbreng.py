"""Inbreng voor de tests: het formulier, een rij in een gekozen staat, en het adres van een handeling."""

from typing import Any
from uuid import uuid4

from django.urls import reverse

from casus.models import Casus, Inbreng


def velden(**anders: Any) -> dict[str, Any]:
    return {
        "sleutel": str(uuid4()),
        "tekst": "Hij komt elke week langs.",
        "bron": "eigen",
        "categorie": "leefgewoonten",
        "niveau": "geheim",
        "publiek": "tafel",
    } | anders


def maak_inbreng(casus: Casus, auteur: Any, staat: str = "ingebracht", **anders: Any) -> Inbreng:
    waarden = {"tekst": "Hij komt elke week langs.", "categorie": "leefgewoonten", "categorielijst": "W2026"}
    return Inbreng.objects.create(
        casus=casus, livc=casus.livc, auteur=auteur, staat=staat, **(waarden | anders)
    )


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:inbreng{naam}", args=[rij.pk])

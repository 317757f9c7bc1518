"""Trajecten voor de tests: een plan, een doel en een actie zonder de handelingen die ertoe leiden."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Actie, Casus, Doel, Traject
from tests.factories import Stad


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def maak_traject(stad: Stad, casus: Casus, **anders: Any) -> Traject:
    waarden = {
        "samenvatting": "Terug naar school.",
        "evaluatie_op": over(90),
        "opgesteld_door": stad.preventie,
    }
    return Traject.objects.create(casus=casus, livc=stad.livc, **(waarden | anders))


def maak_doel(traject: Traject, **anders: Any) -> Doel:
    waarden = {
        "levensdomein": "onderwijs",
        "tekst": "Elke dag school",
        "sterktes": "Tante helpt",
        "zorgen": "Slaapt",
    }
    return Doel.objects.create(traject=traject, casus=traject.casus, livc=traject.livc, **(waarden | anders))


def maak_actie(casus: Casus, eigenaar: Any, **anders: Any) -> Actie:
    waarden = {"omschrijving": "Belt de school", "tegen": over(10)}
    return Actie.objects.create(casus=casus, livc=casus.livc, eigenaar=eigenaar, **(waarden | anders))


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:{naam}", args=[rij.pk])


def staat(casus: Casus) -> str:
    return str(Casus.objects.get(pk=casus.pk).staat)


def soorten() -> list[str]:
    gelezen = ("casus.ingezien", "traject.ingezien", "actie.ingezien")
    return [s for s in Regel.objects.order_by("tijdstip").values_list("soort", flat=True) if s not in gelezen]


PLAN = {"samenvatting": "Terug naar school.", "evaluatie_op": over(90).isoformat()}

"""Twee mensen tegelijk: niemand overschrijft een ander, en wat weg is komt niet terug."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from audit.models import Regel
from casus.actions import acties
from casus.actions import inbreng as inbrengen
from casus.models import Actie, Inbreng
from casus.selectors.inbreng import van_casus
from tests.factories import Stad, maak_casus, maak_deelname
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db(transaction=True)


def test_een_actie_krijgt_een_antwoord(stad: Stad) -> None:
    casus = maak_casus(stad, "in_traject")
    actie = Actie.objects.create(
        casus=casus, livc=stad.livc, eigenaar=stad.preventie, omschrijving="Belt", tegen=timezone.localdate()
    )

    def antwoord(uitkomst: str) -> Callable[[], Any]:
        return lambda: acties.handel_af(actor=stad.preventie, pk=actie.pk, uitkomst=uitkomst)

    antwoorden = tegelijk(antwoord("uitgevoerd"), antwoord("onmogelijk"))
    gelukt = [a for a in antwoorden if isinstance(a, Actie)]
    assert len(gelukt) == 1
    actie.refresh_from_db()
    assert actie.staat == gelukt[0].staat
    assert Regel.objects.filter(soort__startswith="actie.").count() == 1


@pytest.mark.regel("LR-32")
def test_intrekken_wint_van_vrijgeven(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    inbreng = Inbreng.objects.create(
        casus=casus, livc=stad.livc, auteur=stad.caw, staat="ingebracht", tekst="Geheim", categorie="gezin"
    )
    tegelijk(
        lambda: inbrengen.trek_in(actor=stad.caw, pk=inbreng.pk),
        lambda: inbrengen.pas_aan(
            actor=stad.caw, pk=inbreng.pk, niveau="vrijgegeven", publiek="tafel", lezers=[], doorgave=True
        ),
        lambda: list(van_casus(stad.preventie, casus)),
    )
    na = Inbreng.objects.get(pk=inbreng.pk)
    assert (na.staat, na.tekst, na.doorgave) == ("ingetrokken", "", False)


def test_twee_keer_inbrengen_is_een_regel_in_het_logboek(stad: Stad) -> None:
    casus = maak_casus(stad)
    inbreng = Inbreng.objects.create(
        casus=casus,
        livc=stad.livc,
        auteur=stad.preventie,
        tekst="Iets",
        categorie="gezin",
        categorielijst="W2026",
    )
    antwoorden = tegelijk(*[lambda: inbrengen.breng_in(actor=stad.preventie, pk=inbreng.pk)] * 2)
    assert sum(isinstance(a, Inbreng) for a in antwoorden) == 1
    assert Regel.objects.filter(soort="inbreng.gedeeld").count() == 1

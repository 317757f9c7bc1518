"""Twee toezichthouders tegelijk: één nazicht, één vraag, één besluit."""

from uuid import UUID

import pytest
from django.db import transaction

from audit.aandacht import Aandacht
from audit.actions import bevindingen, nazicht
from audit.models import Bevinding, Nagekeken, Regel
from audit.soorten import Soort
from tests.factories import Stad
from tests.tegelijk import uitkomsten
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.django_db(transaction=True)


def schrijf_regels(stad: Stad, aantal: int) -> list[UUID]:
    with transaction.atomic():
        return [
            leg_vast(Soort.CASUS_INGEZIEN, actor=stad.caw, livc_id=stad.livc.pk, aandacht=[Aandacht.GEVOELIG])
            for _nummer in range(aantal)
        ]


def test_dezelfde_regels_in_een_andere_volgorde(stad: Stad) -> None:
    regels = schrijf_regels(stad, 10)
    uitkomst = uitkomsten(
        *(
            lambda wie=wie, rij=rij: nazicht.kijk_na(stad.livc, actor=wie, regels=rij, notitie="In orde.")
            for wie, rij in ((stad.toezicht, regels), (stad.dpo, regels[::-1]))
        )
    )
    assert uitkomst.count("ja") == 1
    assert Nagekeken.objects.count() == Regel.objects.filter(soort=Soort.TOEZICHT_NAGEKEKEN).count() == 10


def test_twee_vragen_en_twee_besluiten_tegelijk(stad: Stad) -> None:
    [pk] = schrijf_regels(stad, 1)
    regel = Regel.objects.get(pk=pk)
    gevraagd = uitkomsten(
        *(
            lambda wie=wie: bevindingen.vraag(stad.livc, regel, actor=wie, vraag="Waarom?")
            for wie in (stad.toezicht, stad.dpo)
        )
    )
    assert gevraagd.count("ja") == 1
    rij = Bevinding.objects.get()
    bevindingen.antwoord(actor=stad.caw, pk=rij.pk, antwoord="")
    beslist = uitkomsten(
        *(
            lambda wie=wie: bevindingen.beslis(
                stad.livc, actor=wie, pk=rij.pk, uitkomst="afspraak", besluit="Zo."
            )
            for wie in (stad.toezicht, stad.dpo)
        )
    )
    assert sorted(beslist) == ["Hierover is al beslist.", "ja"]
    assert Regel.objects.filter(soort=Soort.BEVINDING_BESLIST).count() == 1

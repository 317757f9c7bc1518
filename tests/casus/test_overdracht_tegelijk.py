"""Twee mensen tegelijk aan één overdracht: één antwoord, één nieuwe casus, één pakket dat verdwijnt."""

import pytest

from casus.actions import aanbod as ontvangst
from casus.actions import afsluiten
from casus.actions import overdracht as acties
from casus.models import Aanbod, Casus, Overdracht, Overgenomen, Pakketstuk
from tests.casus.hulp_overdracht import AANVAARDING, bied_aan, maak_dossier
from tests.factories import GebruikerFactory, Stad, geef_rol
from tests.tegelijk import tegelijk
from toegang.models import Casussleutel
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-05", "LR-03")]


@pytest.fixture
def overdracht(stad: Stad, anderstad: Stad) -> Overdracht:
    return bied_aan(stad, anderstad, maak_dossier(stad))


def niet_gelukt(antwoorden: list[object]) -> int:
    return sum(isinstance(antwoord, NietVoldaan) for antwoord in antwoorden)


def test_twee_burgemeesters_aanvaarden_tegelijk(anderstad: Stad, overdracht: Overdracht) -> None:
    tweede = GebruikerFactory.create()
    geef_rol(tweede, anderstad.livc, Rol.BURGEMEESTER)
    antwoorden = tegelijk(
        *[
            lambda wie=wie: ontvangst.aanvaard(actor=wie, pk=overdracht.pk, **AANVAARDING)
            for wie in (anderstad.burgemeester, tweede)
        ]
    )
    assert niet_gelukt(antwoorden) == 1
    assert Casus.objects.filter(livc=anderstad.livc).count() == 1
    assert Overgenomen.objects.filter(soort="besluit").count() == 1


def test_aanvaarden_terwijl_de_afzender_intrekt(stad: Stad, anderstad: Stad, overdracht: Overdracht) -> None:
    antwoorden = tegelijk(
        lambda: ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **AANVAARDING),
        lambda: acties.trek_in(actor=stad.burgemeester, casus_pk=overdracht.casus_id, pk=overdracht.pk),
    )
    assert niet_gelukt(antwoorden) == 1
    staat = Overdracht.objects.get().staat
    assert Aanbod.objects.get().staat == staat
    assert Casus.objects.filter(livc=anderstad.livc).exists() == (staat == "aanvaard")
    assert not Pakketstuk.objects.exists()
    assert not Casussleutel.objects.filter(dossier_id=overdracht.pk).exists()


@pytest.mark.regel("LR-31")
def test_aanvaarden_terwijl_de_afzender_afsluit(stad: Stad, anderstad: Stad, overdracht: Overdracht) -> None:
    losgelaten = list(overdracht.casus.actie_set.values_list("pk", flat=True))
    tegelijk(
        lambda: ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **AANVAARDING),
        lambda: afsluiten.sluit_af(
            actor=stad.burgemeester, pk=overdracht.casus_id, reden="verhuisd", losgelaten=losgelaten
        ),
    )
    assert Casus.objects.get(pk=overdracht.casus_id).staat == "afgesloten"
    assert Overdracht.objects.get().staat == "aanvaard"

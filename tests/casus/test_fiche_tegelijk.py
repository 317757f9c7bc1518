"""Twee mensen tegelijk: de laatste twee ja's zien elkaar, en een ja op een oude tekst telt nooit (LR-41)."""

import pytest

from audit.models import Regel
from casus.actions import fiche as acties
from casus.actions import ficheantwoord, ficheoverdracht
from casus.models import Ficheoverdracht, Terugkoppelingsfiche
from tests.casus.fichehulp import antwoorden, maak_plek, vers
from tests.factories import Stad
from tests.tegelijk import tegelijk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-41")]


def test_de_laatste_twee_antwoorden_geven_precies_een_keer_vrij(stad: Stad) -> None:
    plek = maak_plek(stad)
    fiche = plek.voorgelegd()
    for wie in plek.aanwezig[:-2]:
        ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
    tegelijk(
        *(
            lambda wie=wie: ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
            for wie in plek.aanwezig[-2:]
        )
    )
    assert vers(fiche).staat == "vrijgegeven"
    assert Regel.objects.filter(soort="fiche.vrijgegeven").count() == 1


def test_herwerken_tegenover_goedkeuren(stad: Stad) -> None:
    plek = maak_plek(stad)
    fiche = plek.voorgelegd()
    for wie in plek.aanwezig[:-1]:
        ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
    tegelijk(
        lambda: ficheantwoord.keur_goed(actor=plek.aanwezig[-1], pk=fiche.pk, hash=fiche.hash),
        lambda: acties.herwerk(actor=stad.preventie, pk=fiche.pk),
    )
    assert (vers(fiche).staat, vers(fiche).hash) == ("concept", "")
    acties.leg_voor(actor=stad.preventie, pk=fiche.pk)
    assert set(antwoorden(vers(fiche)).values()) == {""}


@pytest.mark.regel("LR-40")
def test_terugkomen_op_een_ja_tegenover_overmaken(stad: Stad) -> None:
    plek = maak_plek(stad)
    fiche = plek.vrijgegeven()
    tegelijk(
        lambda: ficheantwoord.weiger(actor=stad.caw, pk=fiche.pk, hash=fiche.hash),
        lambda: ficheoverdracht.maak_over(
            actor=stad.politie, pk=fiche.pk, bestemmeling="ocad", hash=fiche.hash
        ),
    )
    weg = Ficheoverdracht.objects.exists()
    assert (vers(fiche).staat == "overgemaakt") == weg
    assert set(antwoorden(fiche).values()) == ({"goedgekeurd"} if weg else {"goedgekeurd", "geweigerd"})


@pytest.mark.regel("LR-40")
def test_twee_keer_overmaken_is_een_overdracht(stad: Stad) -> None:
    plek = maak_plek(stad)
    fiche = plek.vrijgegeven()
    tegelijk(
        *[
            lambda: ficheoverdracht.maak_over(
                actor=stad.politie, pk=fiche.pk, bestemmeling="ocad", hash=fiche.hash
            )
        ]
        * 2
    )
    assert Ficheoverdracht.objects.count() == 1
    assert Regel.objects.filter(soort="fiche.overgemaakt").count() == 1
    assert Terugkoppelingsfiche.objects.get().staat == "overgemaakt"

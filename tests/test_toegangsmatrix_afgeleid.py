"""De toegangsmatrix verder getrokken: elke andere methode, elk ander LIVC, en een casus die dicht is.

De verwachtingen zijn afgeleid uit `MATRIX`, dus een nieuw adres doet vanzelf mee.
"""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casus.actions import afsluiten
from casus.models import Actie
from tests.factories import Stad
from tests.matrix import MATRIX, PERSONEN
from tests.test_toegangsmatrix import letter, vraag
from tests.wereld import Wereld, maak_wereld

ACCOUNT = ("account_", "mfa_", "openid_")
EIGEN_AAN_CAW = {"deelname_caw", "signaal_in_weging"}
"""Wat van de persoon zelf blijft als zijn plaats aan tafel eindigt: zijn uitnodiging en zijn signaal."""

EIGEN = ("casus:herstel", "logboek:", "toezicht:vraag")
"""Wat over iemands eigen tweede stap, eigen handelingen of een vraag aan hem gaat."""

NOOD = {"casus:noodlezen", "casus:nood_klaar"}


@pytest.fixture
def wereld(stad: Stad, anderstad: Stad) -> Wereld:
    with transaction.atomic():
        return maak_wereld(stad, anderstad)


def _browsers(wereld: Wereld, als: Any, *namen: str) -> dict[str, Client]:
    mensen = {naam: wereld.persoon(naam) for naam in namen}
    return {naam: als(wie) if wie else Client() for naam, wie in mensen.items()}


def _casusgebonden(args: str) -> bool:
    return bool(args) and args != "wetsregel"


@pytest.mark.django_db
@pytest.mark.regel("LR-31")
@pytest.mark.parametrize("methode", ["put", "patch", "delete", "head", "options"])
def test_een_andere_methode_opent_geen_deur(wereld: Wereld, als: Any, methode: str) -> None:
    """HEAD is GET zonder inhoud, of bestaat niet. PUT, PATCH en DELETE lukken nergens, OPTIONS zegt voor iedereen hetzelfde."""
    mis = []
    for naam, browser in _browsers(
        wereld, als, "anoniem", "preventie", "caw", "jeugdwerk", "beheer", "buur"
    ).items():
        for adresnaam, rij in MATRIX.items():
            if adresnaam.startswith(ACCOUNT):
                continue  # allauth: een formulier van de lezer zelf, PUT is er hetzelfde als POST
            adres = reverse(adresnaam, args=wereld.args(*rij.args.split()))
            gekregen = vraag(browser, methode, adres)
            get = rij.get.split()[PERSONEN.index(naam)]
            dicht = {"H"} if set(rij.get.split()) <= {"A", "H"} else set()  # een adres dat hier niet bestaat
            goed = {"head": {get, "-"}, "options": {"A", "-"} | dicht}.get(
                methode, {"A", "-"} | ({get} - {"J"})
            )
            if gekregen not in goed:
                mis.append(f"{methode} {adresnaam} als {naam}: {gekregen}")
    assert not mis, "\n".join(mis)


@pytest.mark.django_db
@pytest.mark.regel("LR-05")
def test_voor_een_ander_livc_bestaat_niets(wereld: Wereld, anderstad: Stad, als: Any) -> None:
    """Ook wie daar elke rol heeft, vindt hier geen enkel voorwerp."""
    mis = []
    for naam in (naam for naam in vars(anderstad) if naam != "livc"):
        browser = als(getattr(anderstad, naam))
        for adresnaam, rij in MATRIX.items():
            if not _casusgebonden(rij.args) or adresnaam.startswith(ACCOUNT):
                continue
            adres = reverse(adresnaam, args=wereld.args(*rij.args.split()))
            for methode in ("get", "post"):
                if (gekregen := vraag(browser, methode, adres)) not in {"H", "-"}:
                    mis.append(f"{methode} {adresnaam} als {naam}: {gekregen}")
    assert not mis, "\n".join(mis)


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-31")
def test_een_gesloten_casus_is_dicht_voor_wie_niet_tot_de_kern_hoort(
    wereld: Wereld, stad: Stad, als: Any
) -> None:
    """Wie aan tafel zat, vindt na het sluiten precies wat iemand vindt die zich terugtrok. De kern leest verder."""
    open_ = list(Actie.objects.values_list("pk", flat=True))
    gegevens = {"reden": "doel_bereikt", "losgelaten": open_}
    afsluiten.sluit_af(actor=stad.burgemeester, pk=wereld.pks["casus"], **gegevens)
    mis = []
    for naam, browser in _browsers(wereld, als, "caw", "clb", "jeugdwerk", "weg", "burgemeester").items():
        als_wie = PERSONEN.index("burgemeester" if naam == "burgemeester" else "weg")
        for adresnaam, rij in MATRIX.items():
            args = set(rij.args.split())
            if not _casusgebonden(rij.args) or f"deelname_{naam}" in args or args & EIGEN_AAN_CAW:
                continue
            if adresnaam.startswith(EIGEN):
                continue  # over de eigen tweede stap of wat iemand zelf deed, niet over een casus
            if naam == "jeugdwerk" and adresnaam in NOOD:
                continue  # noodtoegang loopt haar minuten uit, ook als de casus intussen sluit
            if "livc" in args and naam != "burgemeester":
                continue  # de gids blijft de gids: signalen insturen hangt niet aan een casus
            adres = reverse(adresnaam, args=wereld.args(*rij.args.split()))
            for methode, verwacht in (("get", rij.get), ("post", rij.post)):
                gekregen = _na_sluiten(browser, methode, adres)
                if gekregen != verwacht.split()[als_wie]:
                    mis.append(f"{methode} {adresnaam} als {naam}: {gekregen}")
    assert not mis, "\n".join(mis)


def _na_sluiten(browser: Client, methode: str, adres: str) -> str:
    """Elk antwoord verandert hoogstens het logboek: wat na het sluiten nog lukt, botst op een voorwaarde (409)."""
    return letter(getattr(browser, methode)(adres))

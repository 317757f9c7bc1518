"""Twee mensen tegelijk aan het einde van een casus: één besluit, één regel, en nooit toegang die blijft hangen."""

import pytest

from casus.actions import afsluiten
from casus.actions import deelname as deelnames
from casus.models import Casus, Deelname
from tests.casus.hulp_traject import over, soorten, staat
from tests.casus.test_afsluiten import NOODZAAK, rechten
from tests.factories import Stad, geef_rol, maak_casus, maak_deelname
from tests.tegelijk import tegelijk
from toegang import toekenningen
from toegang.models import Gebruiker
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_casus(stad, "in_overleg")


def sluit(actor: Gebruiker, casus: Casus, reden: str = "doel_bereikt") -> Casus:
    return afsluiten.sluit_af(actor=actor, pk=casus.pk, reden=reden, nacontroles=[over(30)])


def test_twee_sluiten_tegelijk(stad: Stad, casus: Casus) -> None:
    geef_rol(stad.beheer, stad.livc, Rol.BURGEMEESTER)
    toekenningen.geef(stad.beheer, toekenningen.KERN_INZIEN, casus)
    antwoorden = tegelijk(
        lambda: sluit(stad.burgemeester, casus), lambda: sluit(stad.beheer, casus, "verhuisd")
    )
    fouten = [antwoord for antwoord in antwoorden if isinstance(antwoord, NietVoldaan)]
    assert [fout.uitleg for fout in fouten] == ["Deze casus is al afgesloten."]
    assert (soorten(), casus.nacontrole_set.count()) == (["casus.afgesloten"], 1)


@pytest.mark.regel("LR-21", "LR-31")
def test_sluiten_terwijl_iemand_zich_terugtrekt(stad: Stad, casus: Casus) -> None:
    deelname = maak_deelname(stad, casus, stad.caw)
    tegelijk(
        lambda: sluit(stad.burgemeester, casus),
        lambda: deelnames.trek_terug(actor=stad.caw, pk=deelname.pk),
    )
    assert staat(casus) == "afgesloten"
    assert Deelname.objects.get().staat in ("beeindigd", "teruggetrokken")
    assert rechten(casus, stad.caw) == set()


@pytest.mark.regel("LR-31")
def test_sluiten_terwijl_iemand_aanvaardt(stad: Stad, casus: Casus) -> None:
    """Wie eerst komt, wint; toegang blijft er in geen van beide volgordes."""
    deelname = maak_deelname(stad, casus, stad.caw, "geheimhouding")
    tegelijk(
        lambda: sluit(stad.burgemeester, casus), lambda: deelnames.aanvaard(actor=stad.caw, pk=deelname.pk)
    )
    assert staat(casus) == "afgesloten"
    assert Deelname.objects.get().staat in ("beeindigd", "vervallen")
    assert rechten(casus, stad.caw) == set()


def test_tweemaal_tegelijk_heropenen(stad: Stad, casus: Casus) -> None:
    sluit(stad.burgemeester, casus)
    antwoorden = tegelijk(
        *[lambda: afsluiten.heropen(actor=stad.burgemeester, pk=casus.pk, noodzaak=NOODZAAK)] * 2
    )
    assert sum(isinstance(antwoord, NietVoldaan) for antwoord in antwoorden) == 1
    assert soorten() == ["casus.afgesloten", "casus.heropend"]

"""Van handeling naar regel: wie het was, wat met de casus verdwijnt, en weigeringen die blijven."""

import pytest

from audit.models import Regel
from audit.soorten import Soort
from tests.audit.hulp import gelezen
from tests.factories import Stad, maak_casus, maak_signaal
from toegang import sleutels
from toegang.pseudoniem import pseudoniem
from toegang.uitzonderingen import Verborgen
from toegang.verantwoording import (
    ONLEESBAAR,
    Systeemactor,
    dossier_van,
    lees_casusdeel,
    leg_vast,
    leg_weigering_vast,
    livc_van,
)


@pytest.mark.regel("LR-57")
def test_de_momentopname_overleeft_het_account(stad: Stad) -> None:
    leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.politie, livc_id=stad.livc.pk, reden="nieuw")
    stad.politie.delete()
    actor = gelezen(Regel.objects.get())["actor"]
    assert (actor["naam"], actor["rollen"]) == ("Pol Politie", ["politie"])


def test_de_organisatie_staat_erbij(stad: Stad) -> None:
    leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.caw, livc_id=stad.livc.pk)
    assert gelezen(Regel.objects.get())["actor"]["organisaties"] == ["CAW Voorbeeldegem"]


def test_een_taak_heeft_een_eigen_naam(stad: Stad) -> None:
    leg_vast(Soort.ACTIE_HERINNERD, actor=Systeemactor("herinneringen"), livc_id=stad.livc.pk)
    assert gelezen(Regel.objects.get())["actor"]["naam"] == "herinneringen"


def test_in_het_open_staan_alleen_pseudoniemen(stad: Stad) -> None:
    casus = maak_casus(stad)
    leg_vast(Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk, dossier_id=casus.pk)
    regel = Regel.objects.get()
    assert bytes(regel.actor_pseudoniem) == pseudoniem("actor", stad.livc.pk, stad.politie.pk)
    assert bytes(regel.casus_pseudoniem or b"") == pseudoniem("casus", stad.livc.pk, casus.pk)


@pytest.mark.regel("LR-53")
def test_met_de_casus_verdwijnen_reden_en_casusfeiten(stad: Stad) -> None:
    casus = maak_casus(stad)
    leg_vast(
        Soort.CASUS_AFGESLOTEN,
        actor=stad.burgemeester,
        livc_id=stad.livc.pk,
        dossier_id=casus.pk,
        reden="Zeno verhuisde",
        casusfeiten={"naam": "Zeno"},
    )
    regel = Regel.objects.get()
    inhoud = gelezen(regel)
    assert "Zeno" not in str(inhoud)
    assert lees_casusdeel(regel.pk, inhoud) == {"naam": "Zeno", "reden": "Zeno verhuisde"}
    sleutels.vernietig(casus.pk)
    assert lees_casusdeel(regel.pk, inhoud) is None


def test_een_casusdeel_opent_niet_in_een_andere_regel(stad: Stad) -> None:
    casus = maak_casus(stad)
    for _ in range(2):
        leg_vast(
            Soort.CASUS_INGEZIEN,
            actor=stad.politie,
            livc_id=stad.livc.pk,
            dossier_id=casus.pk,
            casusfeiten={"a": 1},
        )
    een, twee = Regel.objects.all()
    assert lees_casusdeel(een.pk, gelezen(twee)) == {"opmerking": ONLEESBAAR}


def test_casusfeiten_zonder_dossier_kan_niet(stad: Stad) -> None:
    with pytest.raises(ValueError, match="dossier"):
        leg_vast(Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk, casusfeiten={"a": 1})


def test_een_weigering_komt_eenmaal_in_het_logboek(stad: Stad) -> None:
    exc = Verborgen("casus.inzien", maak_casus(stad), "LR-05")
    leg_weigering_vast(exc, actor=stad.caw)
    leg_weigering_vast(exc, actor=stad.caw)
    feiten = gelezen(Regel.objects.get(soort=Soort.TOEGANG_GEWEIGERD))["feiten"]
    assert feiten == {
        "actie": "casus.inzien",
        "regel": "LR-05",
        "weigering": "Verborgen",
        "object": "casus.casus",
    }


@pytest.mark.parametrize("met_actor", [True, False])
def test_zonder_livc_of_persoon_geen_regel(stad: Stad, met_actor: bool) -> None:
    exc = Verborgen("casus.inzien", object() if met_actor else maak_casus(stad))
    leg_weigering_vast(exc, actor=stad.caw if met_actor else None)
    assert not Regel.objects.exists()


def test_livc_en_dossier_van_een_object(stad: Stad) -> None:
    casus, signaal = maak_casus(stad), maak_signaal(stad)
    assert livc_van(stad.livc) == livc_van(casus) == stad.livc.pk
    assert (dossier_van(casus), dossier_van(signaal)) == (casus.pk, signaal.pk)
    assert (dossier_van(casus.betrokkene_set.get()), dossier_van(stad.livc)) == (casus.pk, None)

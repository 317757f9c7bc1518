"""Na het vernietigen: een regel zegt nog wie wat deed, niets meer over de zaak, en een bewijs verwijst ernaar."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from audit import controlepunten, verzegeling
from audit.actions.logboek import open_regel
from audit.boom import inclusiebewijs, wortel
from audit.models import Regel
from audit.soorten import Soort
from audit.verificateur import klopt_inclusie
from audit.verwijzing import verwijzing
from casus.actions.signaal import registreer, wis
from casus.models import Signaal
from casus.tasks import WISSER
from tests.audit.hulp import gelezen
from tests.audit.test_boom import voeg_toe
from tests.factories import PRIVESLEUTEL, Stad, maak_casus, maak_stad
from toegang import sleutels
from toegang.verantwoording import lees_casusdeel, leg_vast


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


def gewist(stad: Stad) -> Regel:
    """Een signaal dat echt geregistreerd is, niet weerhouden, en waarvan de termijn om is."""
    persoon = {"naam": "Zeno Verzonnen", "geboortedatum": "1999-05-05", "gemeente": "Voorbeeldegem"}
    signaal = registreer(
        actor=stad.preventie,
        livc=stad.livc,
        gegevens={
            "kanaal": "gesprek",
            "waargenomen_op": timezone.localdate(),
            "dringendheid": "dringend",
            "persoon": persoon,
            "feiten": "Hij deelde een filmpje.",
            "interpretatie": "Ik maak mij zorgen.",
        },
    )
    Signaal.objects.filter(pk=signaal.pk).update(
        staat="niet_weerhouden", wissen_op=timezone.localdate() - timedelta(days=1)
    )
    assert wis(actor=WISSER, pk=signaal.pk)
    return Regel.objects.get(soort=Soort.SIGNAAL_GEWIST)


@pytest.mark.regel("LR-53")
def test_een_regel_over_een_vernietigde_casus_zegt_nog_wie_wat_deed(stad: Stad) -> None:
    casus = maak_casus(stad)
    with transaction.atomic():
        regel_id = leg_vast(
            Soort.CASUS_AFGESLOTEN,
            actor=stad.burgemeester,
            livc_id=stad.livc.pk,
            dossier_id=casus.pk,
            referentie=casus.referentie,
            reden="Zeno verhuisde",
            feiten={"staat": "afgesloten"},
            casusfeiten={"sluitingsreden": "verhuisd"},
        )
    with transaction.atomic():
        sleutels.vernietig(casus.pk)
    geopend = open_regel(
        stad.livc,
        Regel.objects.get(pk=regel_id),
        actor=stad.toezicht,
        reden="steekproef",
        prives={1: PRIVESLEUTEL},
    )
    assert geopend.casusdeel is None
    assert geopend.inhoud["actor"]["naam"] == "Bea Burgemeester"
    # De referentie is toeval, en zegt zonder dossier niets; zo is een bewijs van vernietiging ernaast te leggen.
    assert geopend.inhoud["casus"]["referentie"] == casus.referentie
    assert geopend.inhoud["reden"] == ""
    assert not {"Zeno", "verhuisd"} & set(str(geopend.inhoud).replace("'", " ").split())


@pytest.mark.regel("LR-53")
def test_van_een_gewist_signaal_blijft_ook_niet_hoe_dringend_het_was(stad: Stad) -> None:
    gewist(stad)
    regels = Regel.objects.filter(soort__startswith="signaal.")
    assert {regel.soort for regel in regels} >= {Soort.SIGNAAL_GEWIST}
    for regel in regels:
        inhoud = gelezen(regel)
        assert "dringend" not in str(inhoud["feiten"])
        assert not lees_casusdeel(regel.pk, inhoud)


@pytest.mark.regel("LR-53")
def test_een_bewijs_van_vernietiging_verwijst_naar_de_regel(stad: Stad) -> None:
    naar = verwijzing(gewist(stad).pk)
    assert naar is not None
    assert naar.herkomst == controlepunten.herkomst(stad.livc.pk)
    voeg_toe(stad.livc.pk, 20)
    tegels, grootte = verzegeling.tegels_van(stad.livc.pk), verzegeling.grootte(stad.livc.pk)
    bewijs = inclusiebewijs(tegels, naar.volgnummer, grootte)
    assert klopt_inclusie(bytes.fromhex(naar.blad), naar.volgnummer, grootte, bewijs, wortel(tegels, grootte))


def test_zonder_plaats_is_er_nog_geen_verwijzing(stad: Stad) -> None:
    with transaction.atomic():
        regel_id = leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.burgemeester, livc_id=stad.livc.pk)
        assert verwijzing(regel_id) is None
    assert verwijzing(regel_id) is not None

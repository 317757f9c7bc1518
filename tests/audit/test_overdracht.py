"""Van mens tot mens: geven met een vingerafdruk, vernieuwen, afgeven en wegnemen."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from audit import toezichtsleutels
from audit.actions import overdracht, sleutels
from audit.models import Regel, Sleutelhouder, Toezichtsleutel, Toezichttoegang, Wachtzinwikkel
from audit.selectors.sleutels import houder
from audit.soorten import Soort
from audit.zegel import maak_sleutelpaar
from tests.audit.sleutelhulp import *  # noqa: F403
from tests.audit.sleutelhulp import ANDERE_ZIN, ZIN, Als, adres, begin, geef, nieuwe_toezichthouder, open_
from tests.factories import Stad
from toegang.models import Gebruiker, Lidmaatschap
from toegang.uitzonderingen import NietVoldaan, Verboden

pytestmark = pytest.mark.django_db


@pytest.fixture
def tine(stad: Stad) -> Gebruiker:
    """Een tweede toezichthouder, met een eigen sleutel, die wacht."""
    begin(stad)
    wie = nieuwe_toezichthouder(stad)
    overdracht.maak_eigen(stad.livc, actor=wie, wachtzin=ANDERE_ZIN)
    return wie


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip", "id").values_list("soort", flat=True))


def vertrek(wie: Gebruiker) -> None:
    Lidmaatschap.objects.filter(gebruiker=wie).update(tot=timezone.localdate() - timedelta(days=1))


# -- geven -------------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_een_zittende_toezichthouder_geeft_de_sleutel(stad: Stad, tine: Gebruiker) -> None:
    overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="jaarlijks")
    geef(stad, tine)
    assert set(open_(stad, tine, ANDERE_ZIN)) == {1, 2}
    rij = Regel.objects.filter(soort__startswith="toezichtsleutel.").order_by("-tijdstip")
    assert [regel.soort for regel in rij][:2] == [
        Soort.TOEZICHTSLEUTEL_OVERGENOMEN,
        Soort.TOEZICHTSLEUTEL_AANGEBODEN,
    ]


def test_alleen_vanaf_nu_geven(stad: Stad, tine: Gebruiker) -> None:
    overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="jaarlijks")
    geef(stad, tine, ook_vroeger=False)
    assert set(open_(stad, tine, ANDERE_ZIN)) == {2}


def test_overnemen_staat_een_keer_in_het_logboek(stad: Stad, tine: Gebruiker) -> None:
    geef(stad, tine)
    open_(stad, tine, ANDERE_ZIN)
    open_(stad, tine, ANDERE_ZIN)
    assert soorten().count(Soort.TOEZICHTSLEUTEL_OVERGENOMEN) == 1


def test_zonder_de_juiste_vingerafdruk_gaat_er_niets_weg(stad: Stad, tine: Gebruiker) -> None:
    """Iemand zette in de databank zijn eigen publieke sleutel bij Tine: wat zij voorleest, past niet meer."""
    afdruk = overdracht.toon_vingerafdruk(stad.livc, actor=tine, wachtzin=ANDERE_ZIN)
    Sleutelhouder.objects.filter(gebruiker_id=tine.pk).update(publiek=maak_sleutelpaar()[1])
    with pytest.raises(NietVoldaan, match="niet de vingerafdruk"):
        overdracht.geef(
            stad.livc,
            houder(stad.livc, tine.pk),
            actor=stad.toezicht,
            prives=open_(stad, stad.toezicht),
            afdruk=afdruk,
            ook_vroeger=True,
        )
    with pytest.raises(NietVoldaan, match="niet de uwe"):
        overdracht.toon_vingerafdruk(stad.livc, actor=tine, wachtzin=ANDERE_ZIN)
    assert not Toezichttoegang.objects.filter(houder__gebruiker_id=tine.pk).exists()


def test_wie_geeft_ziet_de_vingerafdruk_niet(stad: Stad, tine: Gebruiker, als: Als) -> None:
    """Anders tikt iemand over wat op zijn eigen scherm staat."""
    afdruk = overdracht.toon_vingerafdruk(stad.livc, actor=tine, wachtzin=ANDERE_ZIN)
    toon = als(stad.toezicht)
    toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    pagina = toon.get(adres("sleutel_geven", stad, tine)).content.decode()
    assert "Tine" in pagina
    assert afdruk not in pagina
    velden = {"afdruk": afdruk.lower(), "wat": "alles"}
    assert toon.post(adres("sleutel_geven", stad, tine), velden)["Location"] == adres("sleutels", stad)
    assert set(open_(stad, tine, ANDERE_ZIN)) == {1}


def test_op_slot_geeft_niemand_iets(stad: Stad, tine: Gebruiker, als: Als) -> None:
    toon = als(stad.toezicht)
    slot = toon.get(adres("sleutel_geven", stad, tine))["Location"]
    assert slot == adres("ontgrendelen", stad) + "?naar=terug"
    assert toon.post(slot, {"wachtzin": ZIN})["Location"] == adres("sleutel_geven", stad, tine)


def test_wie_daarna_zelf_ontgrendelt_komt_niet_bij_een_oud_formulier(
    stad: Stad, tine: Gebruiker, als: Als
) -> None:
    toon = als(stad.toezicht)
    toon.get(adres("sleutel_geven", stad, tine))
    assert toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})["Location"] == adres("regels", stad)


def test_wie_voor_een_nieuw_tijdvak_ontgrendelde_ontgrendelt_eerst_opnieuw(
    stad: Stad, tine: Gebruiker, als: Als
) -> None:
    toon, pad = als(stad.toezicht), adres("sleutel_geven", stad, tine)
    toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    assert toon.get(pad).status_code == 200
    overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="jaarlijks")
    assert "?naar=terug" in toon.get(pad)["Location"]


def test_twee_keer_geven_zegt_dat_het_er_al_is(stad: Stad, tine: Gebruiker) -> None:
    geef(stad, tine)
    with pytest.raises(NietVoldaan, match="heeft al wat"):
        geef(stad, tine)


def test_wie_wacht_geeft_zelf_niets(stad: Stad, tine: Gebruiker, als: Als) -> None:
    assert adres("ontgrendelen", stad) in als(tine).get(adres("sleutel_geven", stad, stad.dpo))["Location"]
    with pytest.raises(NietVoldaan):
        overdracht.vernieuw(stad.livc, actor=tine, reden="ik wil ook")


def test_een_functionaris_vraagt_en_krijgt_de_sleutel(stad: Stad, als: Als) -> None:
    begin(stad)
    dina = als(stad.dpo)
    assert dina.get(adres("regels", stad)).status_code == 404
    velden = {"wachtzin": ANDERE_ZIN, "nog_eens": ANDERE_ZIN}
    pagina = dina.post(adres("sleutel_eigen", stad), velden).content.decode()
    assert "Uw vingerafdruk" in pagina
    assert dina.get(adres("regels", stad)).status_code == 404  # een eigen sleutel alleen opent geen logboek
    geef(stad, stad.dpo)
    assert dina.get(adres("regels", stad)).status_code == 200


@pytest.mark.regel("LR-34")
def test_de_collega_krijgt_een_bericht_zonder_inhoud(
    stad: Stad, django_capture_on_commit_callbacks: object
) -> None:
    begin(stad)
    tine = nieuwe_toezichthouder(stad)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        overdracht.maak_eigen(stad.livc, actor=tine, wachtzin=ANDERE_ZIN)
    [bericht] = mail.outbox
    assert bericht.to == [stad.toezicht.email]
    assert not any(naam in bericht.body for naam in ("Tine", stad.livc.naam, "Voorbeeldegem"))


# -- vernieuwen --------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_oude_tijdvakken_blijven_leesbaar_voor_wie_ze_hield(stad: Stad, tine: Gebruiker) -> None:
    geef(stad, tine)
    overdracht.vernieuw(stad.livc, actor=tine, reden="jaarlijks")
    assert set(open_(stad, stad.toezicht)) == set(open_(stad, tine, ANDERE_ZIN)) == {1, 2}
    assert Regel.objects.latest("tijdstip").epoch == 2


def test_wie_vertrok_krijgt_het_volgende_tijdvak_niet(stad: Stad, tine: Gebruiker) -> None:
    geef(stad, tine)
    vertrek(tine)
    overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="vertrek")
    eigen = toezichtsleutels.open_eigen(stad.livc.pk, tine.pk, ANDERE_ZIN)
    assert eigen is not None
    assert set(toezichtsleutels.open_tijdvakken(eigen)) == {1}


def test_vernieuwen_vraagt_een_reden_en_zet_op_slot(stad: Stad, als: Als) -> None:
    begin(stad)
    toon = als(stad.toezicht)
    toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    assert toon.post(adres("sleutel_vernieuwen", stad), {"reden": ""}).status_code == 200
    assert Toezichtsleutel.objects.count() == 1
    toon.post(adres("sleutel_vernieuwen", stad), {"reden": "Een laptop is gestolen."})
    assert Toezichtsleutel.objects.count() == 2
    assert toon.get(adres("regels", stad)).context["tot"] is None


# -- wegnemen en afgeven -----------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_van_wie_vertrok_gaat_de_sleutel_weg_en_begint_een_nieuw_tijdvak(
    stad: Stad, tine: Gebruiker, als: Als
) -> None:
    geef(stad, tine)
    vertrek(tine)
    toon = als(stad.toezicht)
    assert "moet weg" in toon.get(adres("sleutels", stad)).content.decode()
    toon.post(adres("sleutel_ontnemen", stad, tine), {"zeker": "on"})
    assert not Sleutelhouder.objects.filter(gebruiker_id=tine.pk).exists()
    assert Wachtzinwikkel.objects.count() == 1
    assert set(open_(stad, stad.toezicht)) == {1, 2}
    assert "moet weg" not in toon.get(adres("sleutels", stad)).content.decode()
    assert Soort.TOEZICHTSLEUTEL_ONTNOMEN in soorten()


def test_een_collega_in_functie_verliest_zijn_sleutel_niet(stad: Stad, tine: Gebruiker) -> None:
    geef(stad, tine)
    with pytest.raises(NietVoldaan, match="houdt nog toezicht"):
        overdracht.ontneem(stad.livc, houder(stad.livc, tine.pk), actor=stad.toezicht)
    assert set(open_(stad, tine, ANDERE_ZIN)) == {1}


def test_de_laatste_geeft_zijn_sleutel_niet_af(stad: Stad) -> None:
    begin(stad)
    with pytest.raises(NietVoldaan, match="de laatste"):
        overdracht.ontneem(stad.livc, houder(stad.livc, stad.toezicht.pk), actor=stad.toezicht)
    with pytest.raises(NietVoldaan, match="de enige"):
        overdracht.maak_eigen(stad.livc, actor=stad.toezicht, wachtzin=ANDERE_ZIN)
    assert open_(stad, stad.toezicht)


def test_afgeven_laat_het_volgende_tijdvak_aan_de_anderen(stad: Stad, tine: Gebruiker) -> None:
    geef(stad, tine)
    overdracht.ontneem(stad.livc, houder(stad.livc, stad.toezicht.pk), actor=stad.toezicht)
    assert set(open_(stad, tine, ANDERE_ZIN)) == {1, 2}
    assert not Sleutelhouder.objects.filter(gebruiker_id=stad.toezicht.pk).exists()


def test_wachtzin_vergeten_met_een_collega(stad: Stad, tine: Gebruiker) -> None:
    """Tine maakt een nieuwe eigen sleutel en krijgt alles opnieuw."""
    geef(stad, tine)
    overdracht.maak_eigen(stad.livc, actor=tine, wachtzin="een derde wachtzin nu")
    with pytest.raises(NietVoldaan):
        open_(stad, tine, ANDERE_ZIN)
    geef(stad, tine, zin="een derde wachtzin nu")
    assert set(open_(stad, tine, "een derde wachtzin nu")) == {1}


@pytest.mark.parametrize("wie", ["beheer", "burgemeester", "politie"])
def test_anderen_raken_er_niet_aan(stad: Stad, wie: str) -> None:
    begin(stad)
    ander = getattr(stad, wie)
    toon = houder(stad.livc, stad.toezicht.pk)
    for poging in (
        lambda: overdracht.vernieuw(stad.livc, actor=ander, reden="x"),
        lambda: overdracht.ontneem(stad.livc, toon, actor=ander),
        lambda: overdracht.maak_eigen(stad.livc, actor=ander, wachtzin=ZIN),
        lambda: sleutels.wijzig_wachtzin(stad.livc, actor=ander, wachtzin=ZIN, nieuw=ANDERE_ZIN),
    ):
        with pytest.raises(Verboden):
            poging()


def test_eindigt_een_rol_dan_hoort_wie_blijft_dat_er_een_sleutel_weg_moet(
    stad: Stad, tine: Gebruiker, django_capture_on_commit_callbacks: object
) -> None:
    from toegang.actions import leden

    geef(stad, tine)
    lid = Lidmaatschap.objects.get(gebruiker=tine)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        leden.beeindig(actor=stad.beheer, pk=lid.pk)
    assert {adres for bericht in mail.outbox for adres in bericht.to} == {stad.toezicht.email, stad.dpo.email}

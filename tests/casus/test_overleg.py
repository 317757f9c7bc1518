"""Een overleg bijeenroepen, verzetten, annuleren, en de agenda schikken."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import overleg as acties
from casus.models import Agendapunt, Deelname, Overleg
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.models import Lidmaatschap, Modaliteiten
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


def over(dagen: int) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(days=dagen)


def formulier(stad: Stad, **anders: object) -> dict[str, object]:
    begin = timezone.localtime(over(20)).strftime("%Y-%m-%dT%H:%M")
    return {"begin": begin, "plaats": "Gemeentehuis", "voorzitter": str(stad.burgemeester.pk)} | anders


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


def test_preventie_plant_en_het_logboek_weet_het(stad: Stad, als) -> None:
    antwoord = als(stad.preventie).post(reverse("casus:overleg_nieuw", args=[stad.livc.pk]), formulier(stad))
    overleg = Overleg.objects.get()
    assert antwoord.url == reverse("casus:overleg", args=[overleg.pk])
    assert overleg.modaliteiten is not None
    assert soorten() == ["overleg.gepland"]


@pytest.mark.regel("LR-10")
def test_zonder_politie_geen_overleg(stad: Stad, als) -> None:
    adres = reverse("casus:overleg_nieuw", args=[stad.livc.pk])
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).delete()
    antwoord = als(stad.preventie).post(adres, formulier(stad))
    assert "LR-10" in antwoord.text
    assert not Overleg.objects.exists()


@pytest.mark.regel("LR-61")
def test_zonder_geldige_modaliteiten_geen_overleg(stad: Stad, als) -> None:
    Modaliteiten.objects.update(geldig_tot=timezone.localdate() - timedelta(days=1))
    antwoord = als(stad.preventie).post(reverse("casus:overleg_nieuw", args=[stad.livc.pk]), formulier(stad))
    assert "LR-61" in antwoord.text
    assert not Overleg.objects.exists()


@pytest.mark.regel("LR-10")
def test_alleen_de_burgemeester_of_zijn_vertegenwoordiger_zit_voor(stad: Stad) -> None:
    gegevens = {"livc": stad.livc, "begin": over(20), "plaats": "Zaal"}
    with pytest.raises(NietVoldaan, match="voorzitten"):
        acties.plan(actor=stad.preventie, voorzitter=stad.politie, **gegevens)
    assert acties.plan(actor=stad.preventie, voorzitter=stad.burgemeester, **gegevens).pk


def test_een_overleg_in_het_verleden_kan_niet(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="voorbij"):
        acties.plan(
            actor=stad.preventie, livc=stad.livc, begin=over(-1), plaats="Zaal", voorzitter=stad.burgemeester
        )


def test_alleen_wie_mag_plannen_plant(stad: Stad, als) -> None:
    adres = reverse("casus:overleg_nieuw", args=[stad.livc.pk])
    assert als(stad.burgemeester).get(adres).status_code == 200
    for wie in (stad.politie, stad.caw, stad.beheer, stad.toezicht, stad.dpo):
        assert als(wie).get(adres).status_code == 404


@pytest.mark.regel("LR-05")
def test_een_ander_livc_ziet_het_overleg_niet(stad: Stad, anderstad: Stad, als) -> None:
    overleg = maak_overleg(stad, maak_casus(stad))
    adres = reverse("casus:overleg", args=[overleg.pk])
    assert als(stad.politie).get(adres).status_code == 200
    assert als(anderstad.burgemeester).get(adres).status_code == 404
    assert overleg.plaats not in als(anderstad.burgemeester).get(reverse("casus:overleggen")).text


@pytest.mark.regel("LR-05")
def test_een_casus_van_een_ander_livc_komt_niet_op_de_agenda(stad: Stad, anderstad: Stad) -> None:
    overleg = maak_overleg(stad)
    with pytest.raises(Verborgen):
        acties.zet_op_agenda(actor=stad.preventie, pk=overleg.pk, casus_pk=maak_casus(anderstad).pk)
    assert acties.zet_op_agenda(actor=stad.preventie, pk=overleg.pk, casus_pk=maak_casus(stad).pk)


@pytest.mark.regel("LR-05")
def test_wie_in_twee_livcs_werkt_mengt_ze_niet(stad: Stad, anderstad: Stad) -> None:
    from tests.factories import geef_rol

    geef_rol(stad.preventie, anderstad.livc, Rol.PREVENTIEAMBTENAAR)
    with pytest.raises(NietVoldaan, match="LIVC"):
        acties.zet_op_agenda(
            actor=stad.preventie, pk=maak_overleg(stad).pk, casus_pk=maak_casus(anderstad).pk
        )


def test_een_afgesloten_casus_komt_niet_op_de_agenda(stad: Stad, als) -> None:
    overleg, casus = maak_overleg(stad), maak_casus(stad, "afgesloten")
    with pytest.raises(NietVoldaan):
        acties.zet_op_agenda(actor=stad.preventie, pk=overleg.pk, casus_pk=casus.pk)
    assert casus.referentie not in als(stad.preventie).get(reverse("casus:overleg", args=[overleg.pk])).text


def test_een_casus_staat_maar_een_keer_op_de_agenda(stad: Stad) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus)
    with pytest.raises(NietVoldaan, match="al op de agenda"):
        acties.zet_op_agenda(actor=stad.preventie, pk=overleg.pk, casus_pk=casus.pk)


def test_de_volgorde_wisselen(stad: Stad, als) -> None:
    een, twee = maak_casus(stad), maak_casus(stad)
    overleg = maak_overleg(stad, een, twee)
    punt = overleg.agendapunten.get(casus=twee)
    als(stad.preventie).post(reverse("casus:agendapunt_omhoog", args=[punt.pk]))
    assert [p.casus for p in overleg.agendapunten.all()] == [twee, een]
    assert soorten() == ["overleg.gewijzigd"]


def test_een_punt_weghalen(stad: Stad, als) -> None:
    punt = maak_overleg(stad, maak_casus(stad)).agendapunten.get()
    als(stad.preventie).post(reverse("casus:agendapunt_verwijderen", args=[punt.pk]))
    assert not Agendapunt.objects.exists()
    assert soorten() == ["agendapunt.verwijderd"]


@pytest.mark.regel("LR-14")
def test_wie_uitgenodigd_is_verliest_zijn_punt_niet(stad: Stad) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd")
    punt = deelname.overleg.agendapunten.get()
    with pytest.raises(NietVoldaan, match="uitgenodigd"):
        acties.haal_van_agenda(actor=stad.preventie, pk=punt.pk)


@pytest.mark.regel("LR-14")
def test_vervroegen_mag_de_termijn_niet_inkorten(stad: Stad) -> None:
    overleg = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd").overleg
    gegevens = {"actor": stad.preventie, "pk": overleg.pk, "plaats": "Zaal", "voorzitter": stad.burgemeester}
    with pytest.raises(NietVoldaan) as fout:
        acties.wijzig(begin=over(5), **gegevens)
    assert fout.value.regel == "LR-14"
    assert acties.wijzig(begin=over(16), **gegevens).plaats == "Zaal"
    assert acties.wijzig(begin=over(30), **gegevens)


def test_annuleren_met_bevestiging(stad: Stad, als) -> None:
    overleg = maak_overleg(stad, maak_casus(stad))
    client = als(stad.burgemeester)
    assert "bevestig" in client.get(reverse("casus:overleg", args=[overleg.pk])).text
    client.post(reverse("casus:overleg_annuleren", args=[overleg.pk]))
    overleg.refresh_from_db()
    assert overleg.staat == "geannuleerd"
    assert soorten() == ["overleg.geannuleerd"]
    antwoord = client.post(reverse("casus:overleg_annuleren", args=[overleg.pk]), follow=True)
    assert "niet meer gepland" in antwoord.text


@pytest.mark.regel("LR-14")
def test_open_uitnodigingen_verhuizen_naar_het_nieuwe_overleg(stad: Stad) -> None:
    casus = maak_casus(stad)
    open_ = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    acties.annuleer(actor=stad.preventie, pk=open_.overleg_id)
    dichtbij, ver = maak_overleg(stad, over_dagen=3), maak_overleg(stad, over_dagen=40)
    with pytest.raises(NietVoldaan):
        acties.zet_op_agenda(actor=stad.preventie, pk=dichtbij.pk, casus_pk=casus.pk)
    acties.zet_op_agenda(actor=stad.preventie, pk=ver.pk, casus_pk=casus.pk)
    assert Deelname.objects.get(pk=open_.pk).overleg == ver


@pytest.mark.regel("LR-31")
def test_een_deelnemer_ziet_alleen_het_eigen_punt(stad: Stad, als) -> None:
    eigen, ander = maak_casus(stad), maak_casus(stad)
    overleg = maak_overleg(stad, ander, eigen)
    maak_deelname(stad, eigen, stad.caw, overleg=overleg)
    for adres in (reverse("casus:overleg", args=[overleg.pk]), reverse("casus:overleggen")):
        kern, deelnemer = als(stad.politie).get(adres).text, als(stad.caw).get(adres).text
        assert ander.referentie in kern
        assert ander.referentie not in deelnemer
        assert eigen.referentie in deelnemer


@pytest.mark.regel("LR-31")
def test_de_stand_van_het_overleg_verraadt_geen_andere_punten(stad: Stad, als) -> None:
    """Of er voor of na het eigen punt nog iets komt, mag een deelnemer nergens aan merken."""
    eigen, ander = maak_casus(stad), maak_casus(stad)
    overleg = maak_overleg(stad, eigen, ander, over_dagen=0)
    maak_deelname(stad, eigen, stad.caw, overleg=overleg)
    Overleg.objects.filter(pk=overleg.pk).update(staat="bezig")
    client, lijst = als(stad.caw), reverse("casus:overleggen")

    def tekst(punt: str, overlegstaat: str, ander_staat: str) -> str:
        overleg.agendapunten.filter(casus=eigen).update(staat=punt)
        overleg.agendapunten.filter(casus=ander).update(staat=ander_staat)
        Overleg.objects.filter(pk=overleg.pk).update(staat=overlegstaat)
        bladen = (lijst, reverse("casus:overleg", args=[overleg.pk]))
        return "".join(client.get(adres).text.split("<main")[1] for adres in bladen)

    with time_machine.travel(timezone.now(), tick=False):  # het uur staat op de pagina
        assert tekst("gepland", "gepland", "gepland") == tekst("gepland", "bezig", "bezig")
        assert tekst("besproken", "bezig", "bezig") == tekst("besproken", "afgerond", "besproken")


@pytest.mark.regel("LR-31")
@pytest.mark.parametrize(
    "staat", ["voorbereid", "uitgenodigd", "geheimhouding", "geweigerd", "teruggetrokken"]
)
def test_wie_niet_aanvaardde_ziet_het_overleg_niet(stad: Stad, als, staat: str) -> None:
    overleg = maak_deelname(stad, maak_casus(stad), stad.clb, staat).overleg
    assert als(stad.clb).get(reverse("casus:overleg", args=[overleg.pk])).status_code == 404
    maak_deelname(stad, overleg.agendapunten.get().casus, stad.caw, overleg=overleg)
    assert als(stad.caw).get(reverse("casus:overleg", args=[overleg.pk])).status_code == 200


@pytest.mark.parametrize("wie", ["beheer", "toezicht", "dpo"])
def test_beheer_en_toezicht_zien_het_overleg_niet(stad: Stad, als, wie: str) -> None:
    overleg = maak_overleg(stad, maak_casus(stad))
    assert als(getattr(stad, wie)).get(reverse("casus:overleg", args=[overleg.pk])).status_code == 404


def test_een_deelnemer_beheert_de_agenda_niet(stad: Stad) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw)
    punt = deelname.overleg.agendapunten.get()
    with pytest.raises(Verboden):
        acties.haal_van_agenda(actor=stad.caw, pk=punt.pk)
    with pytest.raises(Verboden):
        acties.annuleer(actor=stad.caw, pk=deelname.overleg_id)


def test_lege_staat_zegt_wat_nu(stad: Stad, als) -> None:
    adres = reverse("casus:overleggen")
    assert "Plan een overleg" in als(stad.preventie).get(adres).text
    assert "zodra een casus van u" in als(stad.caw).get(adres).text


def test_de_lijst_vraagt_altijd_evenveel(stad: Stad, als, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def tel() -> int:
        client = als(stad.preventie)
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            client.get(reverse("casus:overleggen"))
        return len(vragen)

    maak_overleg(stad, maak_casus(stad))
    maak_overleg(stad, maak_casus(stad), staat="afgerond")
    eerst = tel()
    for _i in range(4):
        maak_overleg(stad, maak_casus(stad), maak_casus(stad))
        maak_overleg(stad, maak_casus(stad), staat="afgerond")
    assert tel() == eerst


def test_het_overleg_vraagt_altijd_evenveel(stad: Stad, als) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def tel(aantal: int) -> int:
        overleg = maak_overleg(stad, *(maak_casus(stad) for _i in range(aantal)))
        client = als(stad.preventie)
        with CaptureQueriesContext(connection) as vragen:
            client.get(reverse("casus:overleg", args=[overleg.pk]))
        return len(vragen)

    assert tel(2) == tel(7)

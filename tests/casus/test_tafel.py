"""Het overleg leiden: openen, punt per punt bespreken, en sluiten."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import overleg as overlegacties
from casus.actions import tafel as acties
from casus.models import Aanwezigheid, Agendapunt, Besluit, Bewaartermijn, Casus, Deelname, Inbreng, Overleg
from tests.audit.hulp import gelezen
from tests.casus.tafelhulp import leg_termijn_vast, maak_lopend_punt, maak_tafel, noteer, rond_af
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang import toekenningen
from toegang.models import Lidmaatschap, Modaliteiten
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen
from toegang.verantwoording import lees_casusdeel

pytestmark = pytest.mark.django_db


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


def leid(overleg: Overleg) -> str:
    return reverse("casus:overleg_leiden", args=[overleg.pk])


# De informatiekaart van de politie


@pytest.mark.regel("LR-46")
def test_van_een_informatiekaart_blijft_alleen_dat_ze_getoond_werd(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    adres = reverse("casus:punt_informatiekaart", args=[punt.pk])
    blad = reverse("casus:agendapunt", args=[punt.pk])
    assert adres in als(stad.politie).get(blad).text
    assert "Genoteerd" in als(stad.politie).post(adres, {"tekst": "Niveau drie."}, follow=True).text
    regel = Regel.objects.get(soort="agendapunt.informatiekaart")
    inhoud = gelezen(regel)
    assert inhoud["feiten"].keys() == {"staat", "overleg"}
    assert not lees_casusdeel(regel.pk, inhoud)


@pytest.mark.regel("LR-46")
def test_alleen_de_politie_en_alleen_terwijl_het_punt_loopt(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    blad = reverse("casus:agendapunt", args=[punt.pk])
    for wie in (stad.burgemeester, stad.preventie, stad.caw):
        assert "informatiekaart" not in als(wie).get(blad).text
        with pytest.raises(Verboden):
            acties.toon_informatiekaart(actor=wie, pk=punt.pk)
    rond_af(stad, punt)
    assert "informatiekaart" not in als(stad.politie).get(blad).text
    with pytest.raises(NietVoldaan, match="ligt vast"):
        acties.toon_informatiekaart(actor=stad.politie, pk=punt.pk)


# Openen


@pytest.mark.regel("LR-30")
def test_openen_vraagt_eerst_de_herinnering(stad: Stad, als) -> None:
    overleg = maak_tafel(stad, staat="gepland")
    client, adres = als(stad.burgemeester), reverse("casus:overleg_openen", args=[overleg.pk])
    assert "Lees de herinnering" in client.post(adres).text
    overleg.refresh_from_db()
    assert overleg.staat == "gepland"
    client.post(adres, {"herinnerd": "on"})
    overleg.refresh_from_db()
    assert (overleg.staat, bool(overleg.geopend_op)) == ("bezig", True)
    assert soorten() == ["overleg.geopend"]


@pytest.mark.regel("LR-10")
def test_openen_zonder_politie_kan_niet(stad: Stad, als) -> None:
    overleg = maak_tafel(stad, staat="gepland")
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).update(machtiging_tot=timezone.localdate())
    assert "LR-10" in als(stad.burgemeester).get(leid(overleg)).text
    with pytest.raises(NietVoldaan) as fout:
        acties.open_overleg(actor=stad.burgemeester, pk=overleg.pk, herinnerd=True)
    assert fout.value.regel == "LR-10"


@pytest.mark.regel("LR-61")
def test_openen_zonder_modaliteiten_kan_niet(stad: Stad) -> None:
    overleg = maak_tafel(stad, staat="gepland")
    Modaliteiten.objects.update(geldig_tot=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NietVoldaan) as fout:
        acties.open_overleg(actor=stad.burgemeester, pk=overleg.pk, herinnerd=True)
    assert fout.value.regel == "LR-61"


@pytest.mark.regel("LR-52")
def test_openen_zonder_bewaartermijn_kan_niet(stad: Stad, als) -> None:
    overleg = maak_tafel(stad, staat="gepland")
    Bewaartermijn.objects.update(staat="voorgesteld")
    assert "de bewaartermijn ligt nog niet vast" in als(stad.burgemeester).get(leid(overleg)).text
    with pytest.raises(NietVoldaan) as fout:
        acties.open_overleg(actor=stad.burgemeester, pk=overleg.pk, herinnerd=True)
    assert fout.value.regel == "LR-52"


@pytest.mark.regel("LR-52")
def test_een_verdaagd_punt_houdt_de_andere_niet_tegen(stad: Stad) -> None:
    klaar, niet_klaar = maak_casus(stad), maak_casus(stad)
    overleg = maak_tafel(stad, klaar, niet_klaar, staat="gepland")
    Bewaartermijn.objects.filter(casus=niet_klaar).delete()
    acties.verdaag_punt(actor=stad.burgemeester, pk=overleg.agendapunten.get(casus=niet_klaar).pk)
    assert acties.open_overleg(actor=stad.burgemeester, pk=overleg.pk, herinnerd=True).staat == "bezig"


def test_openen_voor_de_dag_zelf_kan_niet(stad: Stad) -> None:
    overleg = maak_tafel(stad, staat="gepland")
    Overleg.objects.filter(pk=overleg.pk).update(begin=timezone.now() + timedelta(days=2))
    with pytest.raises(NietVoldaan, match="op de dag zelf"):
        acties.open_overleg(actor=stad.burgemeester, pk=overleg.pk, herinnerd=True)


def test_twee_keer_openen_zegt_het_gewoon(stad: Stad, als) -> None:
    overleg = maak_tafel(stad, staat="gepland")
    client, adres = als(stad.burgemeester), reverse("casus:overleg_openen", args=[overleg.pk])
    client.post(adres, {"herinnerd": "on"})
    antwoord = client.post(adres, {"herinnerd": "on"})
    assert antwoord.status_code == 200
    assert "al open" in antwoord.text
    assert soorten() == ["overleg.geopend"]


# Wie leidt


@pytest.mark.regel("LR-10")
def test_de_voorzitter_en_de_preventieambtenaar_leiden_anderen_niet(stad: Stad, als) -> None:
    overleg = maak_tafel(stad)
    assert als(stad.burgemeester).get(leid(overleg)).status_code == 200
    assert als(stad.preventie).get(leid(overleg)).status_code == 200
    assert als(stad.politie).get(leid(overleg)).status_code == 403
    assert als(stad.caw).get(leid(overleg)).status_code == 403


@pytest.mark.regel("LR-05", "LR-31")
@pytest.mark.parametrize("wie", ["clb", "jeugdwerk", "beheer", "toezicht", "dpo", "buur"])
def test_voor_een_buitenstaander_bestaat_het_punt_niet(stad: Stad, anderstad: Stad, als, wie: str) -> None:
    punt = maak_lopend_punt(stad)
    maak_deelname(stad, punt.casus, stad.clb, "geheimhouding", punt.overleg)
    maak_deelname(stad, punt.casus, stad.jeugdwerk, "uitgenodigd", punt.overleg)
    client = als(anderstad.burgemeester if wie == "buur" else getattr(stad, wie))
    assert client.get(reverse("casus:agendapunt", args=[punt.pk])).status_code == 404
    assert client.post(reverse("casus:punt_afronden", args=[punt.pk])).status_code == 404
    assert als(stad.caw).get(reverse("casus:agendapunt", args=[punt.pk])).status_code == 200


@pytest.mark.regel("LR-31")
def test_een_deelnemer_leidt_niet(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    with pytest.raises(Verboden):
        acties.rond_punt_af(actor=stad.caw, pk=punt.pk)
    with pytest.raises(Verboden):
        acties.noteer_besluit(actor=stad.caw, pk=punt.pk, tekst="Ik beslis.")


@pytest.mark.regel("LR-30")
def test_wie_de_geheimhouding_niet_aanvaardde_leidt_het_punt_niet(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester)
    acties.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Elke week een gesprek.")
    assert "Elke week een gesprek." in als(stad.burgemeester).get(leid(punt.overleg)).text
    toekenningen.neem(stad.burgemeester, punt.casus, toekenningen.KERN_INZIEN)
    antwoord = als(stad.burgemeester).get(leid(punt.overleg))
    assert "Elke week een gesprek." not in antwoord.text
    assert "LR-30" in antwoord.text
    with pytest.raises(Verboden):
        acties.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Nog een.")


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrok_ziet_het_punt_niet_meer(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    client, adres = als(stad.caw), reverse("casus:agendapunt", args=[punt.pk])
    assert client.get(adres).status_code == 200
    Deelname.objects.filter(gebruiker=stad.caw).update(staat="teruggetrokken")
    toekenningen.neem(stad.caw, punt.casus)
    assert client.get(adres).status_code == 404


# Een punt bespreken


def test_een_punt_beginnen_zet_de_casus_in_overleg(stad: Stad, als) -> None:
    overleg = maak_tafel(stad)
    punt = overleg.agendapunten.get()
    als(stad.burgemeester).post(reverse("casus:punt_beginnen", args=[punt.pk]))
    punt = Agendapunt.objects.select_related("casus").get()
    assert (punt.staat, punt.casus.staat) == ("bezig", "in_overleg")
    assert soorten() == ["agendapunt.begonnen"]


@pytest.mark.regel("LR-52")
def test_een_punt_zonder_bewaartermijn_begint_niet(stad: Stad) -> None:
    punt = maak_tafel(stad).agendapunten.get()
    Bewaartermijn.objects.update(staat="vervangen")
    with pytest.raises(NietVoldaan) as fout:
        acties.begin_punt(actor=stad.burgemeester, pk=punt.pk)
    assert fout.value.regel == "LR-52"
    leg_termijn_vast(stad, punt.casus)
    assert acties.begin_punt(actor=stad.burgemeester, pk=punt.pk)


def test_twee_voorzitters_beginnen_elk_een_ander_punt(stad: Stad, als) -> None:
    overleg = maak_tafel(stad, maak_casus(stad), maak_casus(stad))
    een, twee = overleg.agendapunten.all()
    als(stad.burgemeester).post(reverse("casus:punt_beginnen", args=[een.pk]))
    antwoord = als(stad.preventie).post(reverse("casus:punt_beginnen", args=[twee.pk]), follow=True)
    assert "Er loopt al een ander punt" in antwoord.text
    assert overleg.agendapunten.filter(staat="bezig").count() == 1


def test_de_databank_laat_maar_een_lopend_punt_toe(stad: Stad) -> None:
    overleg = maak_lopend_punt(stad, maak_casus(stad), maak_casus(stad)).overleg
    with pytest.raises(IntegrityError), transaction.atomic():
        overleg.agendapunten.filter(volgorde=2).update(staat="bezig")


def test_een_casus_die_intussen_sloot_wordt_niet_besproken(stad: Stad, als) -> None:
    punt = maak_tafel(stad).agendapunten.get()
    Casus.objects.update(staat="afgesloten")
    antwoord = als(stad.burgemeester).post(reverse("casus:punt_beginnen", args=[punt.pk]), follow=True)
    assert "kan nu niet besproken worden" in antwoord.text


# Aanwezigheid


def test_aanwezigheid_per_punt(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    adres = reverse("casus:punt_aanwezigheid", args=[punt.pk])
    als(stad.burgemeester).post(
        adres, {"aanwezig": [str(stad.caw.pk), str(stad.burgemeester.pk)], "zaal_leeg": "on"}
    )
    aanwezig = Aanwezigheid.objects.filter(agendapunt=punt, aanwezig=True).values_list("gebruiker", flat=True)
    assert set(aanwezig) == {stad.caw.pk, stad.burgemeester.pk}
    assert Aanwezigheid.objects.filter(aanwezig=False).count() == 2
    assert soorten() == ["agendapunt.aanwezigheid"]


@pytest.mark.regel("LR-31")
@pytest.mark.parametrize("wie", ["jeugdwerk", "clb", "beheer"])
def test_een_niet_genodigde_kan_niet_aanwezig_zijn(stad: Stad, als, wie: str) -> None:
    punt = maak_lopend_punt(stad)
    maak_deelname(stad, punt.casus, stad.clb, "geheimhouding", punt.overleg)
    ander = getattr(stad, wie).pk
    adres = reverse("casus:punt_aanwezigheid", args=[punt.pk])
    assert "LR-31" in als(stad.burgemeester).post(adres, {"aanwezig": [str(ander)], "zaal_leeg": "on"}).text
    with pytest.raises(NietVoldaan):
        acties.noteer_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={ander, stad.caw.pk})
    with pytest.raises(NietVoldaan):
        acties.noteer_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={uuid4()})
    assert not Aanwezigheid.objects.exists()


@pytest.mark.regel("LR-41")
def test_zonder_aanwezigheid_sluit_een_punt_niet(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    with pytest.raises(NietVoldaan, match="wie er bij dit punt is"):
        acties.rond_punt_af(actor=stad.burgemeester, pk=punt.pk)
    assert rond_af(stad, punt).staat == "besproken"


@pytest.mark.regel("LR-41")
def test_na_het_afronden_ligt_de_aanwezigheid_vast(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    rond_af(stad, punt)
    with pytest.raises(NietVoldaan, match="ligt vast"):
        acties.noteer_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.politie.pk})
    assert Aanwezigheid.objects.get(aanwezig=True).gebruiker == stad.caw


# Besluiten en acties


@pytest.mark.regel("LR-45")
def test_een_besluit_staat_versleuteld(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester)
    antwoord = als(stad.burgemeester).get(leid(punt.overleg))
    assert "Het verslag houdt besluiten en acties bij" in antwoord.text
    als(stad.burgemeester).post(reverse("casus:punt_besluit", args=[punt.pk]), {"tekst": "Joris gaat langs."})
    assert Besluit.objects.get().tekst == "Joris gaat langs."
    with connection.cursor() as cursor:
        cursor.execute("SELECT tekst FROM casus_besluit")
        assert b"Joris" not in bytes(cursor.fetchone()[0])
    assert "besluit.genomen" in soorten()


def test_een_besluit_schrappen_kan_alleen_terwijl_het_punt_loopt(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    weg, blijft = (
        acties.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst=tekst)
        for tekst in ("Fout.", "Goed.")
    )
    client = als(stad.burgemeester)
    client.post(reverse("casus:punt_besluit_schrappen", args=[punt.pk, weg.pk]))
    rond_af(stad, punt)
    client.post(reverse("casus:punt_besluit_schrappen", args=[punt.pk, blijft.pk]))
    assert [besluit.tekst for besluit in Besluit.objects.all()] == ["Goed."]


@pytest.mark.regel("LR-31")
def test_een_besluit_van_een_andere_casus_blijft_staan(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    ander = maak_overleg(stad, maak_casus(stad)).agendapunten.get()
    besluit = Besluit.objects.create(
        agendapunt=ander,
        casus=ander.casus,
        livc=stad.livc,
        tekst="Van ginder.",
        genoteerd_door=stad.preventie,
    )
    with pytest.raises(NietVoldaan):
        acties.schrap_besluit(actor=stad.burgemeester, pk=punt.pk, besluit_pk=besluit.pk)
    assert Besluit.objects.filter(pk=besluit.pk).exists()


@pytest.mark.regel("LR-45")
def test_een_actie_afspreken_aan_tafel(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    gegevens = {
        "omschrijving": "Bellen.",
        "eigenaar": str(stad.caw.pk),
        "tegen": timezone.localdate().isoformat(),
    }
    adres = reverse("casus:punt_actie", args=[punt.pk])
    als(stad.burgemeester).post(adres, gegevens)
    assert punt.acties.get().eigenaar == stad.caw
    als(stad.burgemeester).post(adres, gegevens | {"eigenaar": str(stad.jeugdwerk.pk)})
    assert punt.acties.count() == 1
    rond_af(stad, punt)
    assert "ligt vast" in als(stad.burgemeester).post(adres, gegevens).text
    assert punt.acties.count() == 1
    with pytest.raises(NietVoldaan, match="ligt vast"):
        acties.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Achteraf.")


# Het scherm


def maak_inbreng(stad: Stad, punt: Agendapunt, tekst: str, **velden: Any) -> Inbreng:
    return Inbreng.objects.create(
        casus=punt.casus,
        livc=stad.livc,
        auteur=stad.caw,
        tekst=tekst,
        categorie="leefwijze",
        categorielijst="W2026",
        **({"staat": "ingebracht", "ingebracht_op": timezone.now()} | velden),
    )


@pytest.mark.regel("LR-31", "LR-32")
def test_het_scherm_toont_alleen_wat_iedereen_aan_tafel_mag_zien(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    maak_inbreng(stad, punt, "Voor de tafel.")
    maak_inbreng(stad, punt, "Voor de kern.", publiek="kern")
    maak_inbreng(stad, punt, "Voor enkelen.", publiek="gekozen").lezers.add(stad.burgemeester)
    maak_inbreng(stad, punt, "Nog een concept.", staat="concept", ingebracht_op=None)
    client, adres = als(stad.burgemeester), leid(punt.overleg)
    assert "Voor de tafel." not in client.get(adres).text
    acties.noteer_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.caw.pk})
    tekst = client.get(adres).text
    assert "Voor de tafel." in tekst
    for geheim in ("Voor de kern.", "Voor enkelen.", "Nog een concept."):
        assert geheim not in tekst


@pytest.mark.regel("LR-57")
def test_elk_kijken_naar_een_punt_staat_in_het_logboek(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    als(stad.caw).get(reverse("casus:agendapunt", args=[punt.pk]))
    als(stad.burgemeester).get(leid(punt.overleg))
    assert soorten() == ["agendapunt.ingezien", "agendapunt.getoond"]


@pytest.mark.regel("LR-57")
def test_wat_niet_in_het_logboek_kan_gebeurt_niet(stad: Stad, als) -> None:
    from audit.logboek import GeenToezichtsleutel
    from audit.models import Toezichtsleutel

    punt = maak_tafel(stad).agendapunten.get()
    Toezichtsleutel.objects.all().update(ingetrokken=timezone.now())
    with pytest.raises(GeenToezichtsleutel):
        acties.begin_punt(actor=stad.burgemeester, pk=punt.pk)
    punt.refresh_from_db()
    assert punt.staat == "gepland"


@pytest.mark.regel("LR-31")
def test_een_deelnemer_volgt_het_eigen_punt_op_de_overlegpagina(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad, maak_casus(stad), maak_casus(stad))
    adres = reverse("casus:overleg", args=[punt.overleg_id])
    assert reverse("casus:agendapunt", args=[punt.pk]) in als(stad.caw).get(adres).text
    Agendapunt.objects.filter(pk=punt.pk).update(staat="besproken")
    punt.overleg.agendapunten.filter(volgorde=2).update(staat="bezig")
    assert "Nu aan tafel" not in als(stad.caw).get(adres).text


# Afronden


@pytest.mark.regel("LR-52")
def test_afronden_zet_de_bewaartermijn_aan_het_lopen(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    rond_af(stad, punt)
    assert Casus.objects.get().laatst_besproken_op == timezone.localdate()
    assert soorten() == [
        "agendapunt.aanwezigheid",
        "agendapunt.aanwezigheid_bevestigd",
        "agendapunt.besproken",
    ]


def test_twee_keer_afronden_zegt_het_gewoon(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    rond_af(stad, punt)
    antwoord = als(stad.burgemeester).post(reverse("casus:punt_afronden", args=[punt.pk]), follow=True)
    assert "Dit punt loopt niet" in antwoord.text
    assert soorten().count("agendapunt.besproken") == 1


@pytest.mark.regel("LR-52")
def test_verdagen_telt_niet_als_besproken(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    acties.verdaag_punt(actor=stad.burgemeester, pk=punt.pk)
    assert Casus.objects.get().laatst_besproken_op is None
    assert acties.begin_punt(actor=stad.burgemeester, pk=punt.pk).staat == "bezig"


def test_het_overleg_sluit_pas_als_elk_punt_af_is(stad: Stad, als) -> None:
    een, twee = maak_lopend_punt(stad, maak_casus(stad), maak_casus(stad)).overleg.agendapunten.all()
    adres = reverse("casus:overleg_afronden", args=[een.overleg_id])
    client = als(stad.burgemeester)
    rond_af(stad, een)
    assert "Nog niet elk punt" in client.post(adres, follow=True).text
    acties.verdaag_punt(actor=stad.burgemeester, pk=twee.pk)
    client.post(adres)
    assert Overleg.objects.get().staat == "afgerond"
    with pytest.raises(NietVoldaan):
        acties.begin_punt(actor=stad.burgemeester, pk=twee.pk)


def test_een_verdaagd_punt_komt_op_een_volgend_overleg(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    acties.verdaag_punt(actor=stad.burgemeester, pk=punt.pk)
    volgend = maak_overleg(stad)
    assert overlegacties.zet_op_agenda(actor=stad.preventie, pk=volgend.pk, casus_pk=punt.casus_id)


@pytest.mark.regel("LR-05")
def test_een_ander_livc_begint_geen_punt(stad: Stad, anderstad: Stad) -> None:
    punt = maak_tafel(stad).agendapunten.get()
    with pytest.raises(Verborgen):
        acties.begin_punt(actor=anderstad.burgemeester, pk=punt.pk)


def test_leiden_vraagt_altijd_evenveel(stad: Stad, als) -> None:
    def tel(aantal: int, staat: str) -> int:
        overleg = maak_overleg(stad, *(maak_casus(stad) for _i in range(aantal)), over_dagen=0, staat=staat)
        for punt in overleg.agendapunten.all():
            leg_termijn_vast(stad, punt.casus)
        client = als(stad.burgemeester)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(leid(overleg)).status_code == 200
        return len(vragen)

    assert tel(2, "gepland") == tel(6, "gepland")
    assert tel(2, "bezig") == tel(6, "bezig")


def test_een_lopend_punt_vraagt_altijd_evenveel(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    acties.noteer_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.caw.pk})

    acties.noteer_besluit(
        actor=stad.burgemeester, pk=punt.pk, tekst="Het eerste besluit."
    )  # met de sleutel erbij

    def tel() -> int:
        client = als(stad.burgemeester)
        with CaptureQueriesContext(connection) as vragen:
            client.get(leid(punt.overleg))
        return len(vragen)

    eerst = tel()
    for i in range(5):
        acties.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst=f"Besluit {i}.")
        maak_inbreng(stad, punt, f"Inbreng {i}.")
    maak_deelname(stad, punt.casus, stad.clb, overleg=punt.overleg)
    maak_deelname(stad, punt.casus, stad.jeugdwerk, overleg=punt.overleg)
    assert tel() == eerst

"""Aan het einde van haar termijn verdwijnt een casus voorgoed, na twee handtekeningen; een bewijs blijft (LR-53)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from casus.actions import bewaarplicht, vernietiging
from casus.models import (
    Bewaarplicht,
    Casus,
    Signaal,
    Vernietigingsbewijs,
    Vernietigingshandtekening,
    Vernietigingslijst,
    Vernietigingspunt,
    Weging,
)
from casus.vernietigingrijen import BLIJFT
from tests.audit.hulp import gelezen
from tests.casus.eindehulp import GEHEIM, maak_vol_dossier, op_lijst, teken, vernietig
from tests.factories import Stad, geef_rol, maak_casus, maak_overleg
from toegang import toekenningen
from toegang.catalogus import TABELLEN
from toegang.kluis import kluis
from toegang.models import CasusUserObjectPermission
from toegang.models.sleutels import Casussleutel
from toegang.rijcontrole import BINDEND
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, SleutelFout, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-53")]


def rijen_van(casus: Casus) -> dict[str, int]:
    """Elke tabel met nog een rij van deze casus, buiten wat met opzet blijft."""
    over = {}
    for model in apps.get_models():
        tabel = model._meta.db_table
        if hasattr(model, "casus_id") and tabel not in BLIJFT:
            over[tabel] = model._base_manager.filter(casus=casus).count()
    return {tabel: n for tabel, n in over.items() if n}


def test_twee_handtekeningen_en_alles_is_weg(stad: Stad) -> None:
    casus, blijft = maak_vol_dossier(stad), maak_casus(stad)
    sleutels_van = set(Casussleutel.objects.values_list("pk", flat=True))
    ander = rijen_van(blijft)
    bewijs = vernietig(stad, casus)
    casus.refresh_from_db()
    assert casus.staat == "vernietigd"
    assert casus.vernietigd_op
    assert rijen_van(casus) == {}
    assert rijen_van(blijft) == ander
    weg = sleutels_van - set(Casussleutel.objects.values_list("pk", flat=True))
    assert {str(dossier) for dossier in weg} == set(bewijs.sleutels)
    assert casus.pk in weg
    assert not kluis().haal(list(weg))
    assert bewijs.tellingen["casus_inbreng"] == 1
    assert bewijs.tellingen["casus_inbreng_lezers"] == 1
    assert bewijs.tellingen["casus_signaal"] == 1


def test_van_de_grafsteen_blijft_geen_inhoud(stad: Stad) -> None:
    casus = maak_vol_dossier(
        stad, rechtsgrond="machtiging", machtiging_datum=timezone.localdate(), machtiging_referentie="NOT/1"
    )
    vernietig(stad, casus)
    rij = Casus.objects.values().get(pk=casus.pk)
    gevuld = {naam for naam, waarde in rij.items() if waarde not in (None, "")}
    assert gevuld == {
        "id", "livc_id", "aangemaakt", "referentie", "staat", "doel", "rechtsgrond", "op_lijst_door_id",
        "laatst_besproken_op", "gewijzigd", "vernietigd_op",
    }  # fmt: skip
    signaal = Signaal.objects.get(casus=casus)
    assert (signaal.staat, signaal.persoon, signaal.feiten, signaal.interpretatie) == ("gewist", {}, "", "")
    weging = Weging.objects.get(signaal=signaal)
    assert (weging.antwoorden, weging.motivering) == ({}, "")


@pytest.mark.regel("LR-31")
def test_na_het_vernietigen_heeft_niemand_nog_een_recht(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    vernietig(stad, casus)
    rechten = CasusUserObjectPermission.objects.filter(content_object=casus)
    assert list(rechten.values_list("permission__codename", flat=True)) == ["uitgesloten"]
    geef_rol(stad.toezicht, stad.livc, Rol.POLITIE)  # wie er later bijkomt, ziet haar ook niet
    assert not rechten.filter(user=stad.toezicht).exists()
    toekenningen.open_voor_kern(casus)
    assert rechten.count() == 1


def adressen(pk: object) -> list[str]:
    """Elk adres onder een casus met alleen haar eigen sleutel erin."""
    namen = [naam for naam in get_resolver("casus.urls").reverse_dict if isinstance(naam, str)]
    gevonden = []
    for naam in namen:
        try:
            adres = reverse(f"casus:{naam}", args=[pk])
        except Exception:  # noqa: BLE001 - vraagt meer of minder
            continue
        if adres.startswith(f"/casussen/{pk}/"):
            gevonden.append(adres)
    return gevonden


@pytest.mark.regel("LR-31")
def test_elk_adres_van_een_vernietigde_casus_bestaat_niet_meer(stad: Stad, als) -> None:
    casus = maak_vol_dossier(stad)
    assert als(stad.preventie).get(reverse("casus:casus", args=[casus.pk])).status_code == 200
    vernietig(stad, casus)
    assert len(adressen(casus.pk)) > 15
    for wie in (stad.burgemeester, stad.preventie, stad.dpo, stad.caw, stad.beheer):
        client = als(wie)
        antwoorden = {adres: client.get(adres).status_code for adres in adressen(casus.pk)}
        assert set(antwoorden.values()) <= {404, 405}, (wie, antwoorden)


def test_een_tabel_van_later_wordt_mee_gewist(stad: Stad) -> None:
    """Wie een tabel toevoegt die aan een casus hangt, of aan iets van een casus, hoeft hier niets voor te doen."""
    casus = maak_vol_dossier(stad)
    inbreng = casus.inbreng_set.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE proef_later (id uuid PRIMARY KEY, casus_id uuid REFERENCES casus_casus (id))"
        )
        cursor.execute("CREATE TABLE proef_los (id bigserial PRIMARY KEY, casus_id uuid)")
        cursor.execute(
            "CREATE TABLE proef_kind (nr serial PRIMARY KEY, bij uuid REFERENCES casus_inbreng (id))"
        )
        cursor.execute(
            "CREATE TABLE proef_kleinkind (id serial PRIMARY KEY, nr int REFERENCES proef_kind (nr))"
        )
        cursor.execute("INSERT INTO proef_later VALUES (gen_random_uuid(), %s)", [casus.pk])
        cursor.execute("INSERT INTO proef_los (casus_id) VALUES (%s)", [casus.pk])
        cursor.execute("INSERT INTO proef_kind (bij) VALUES (%s)", [inbreng.pk])
        cursor.execute("INSERT INTO proef_kleinkind (nr) SELECT nr FROM proef_kind")
    bewijs = vernietig(stad, casus)
    assert {naam for naam in bewijs.tellingen if naam.startswith("proef")} == {
        "proef_later", "proef_los", "proef_kind", "proef_kleinkind",
    }  # fmt: skip


def test_elke_tabel_die_aan_een_casus_hangt_wordt_gewist_of_blijft_met_een_reden(stad: Stad) -> None:
    """Faalt dit, dan overleeft een nieuwe tabel de vernietiging: geef haar een verwijzing naar de casus."""
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN, [BINDEND, "casusoverleg_app"])
        bindend = {
            naam for naam, soort, _rls, _opties, bindt, _te in cursor.fetchall() if bindt and soort == "r"
        }
        cursor.execute(
            """SELECT DISTINCT table_name FROM information_schema.columns
            WHERE column_name = 'casus_id' AND table_schema = 'public'"""
        )
        met_casus = {naam for (naam,) in cursor.fetchall()}
    # De sleutels gaan op hun eigen nummer, samen met de rij waarvan ze zijn.
    assert bindend <= met_casus | {"toegang_casussleutel"}, bindend - met_casus
    assert BLIJFT.keys() <= {model._meta.db_table for model in apps.get_models()}
    assert all(BLIJFT.values())


def test_het_logboek_bewijst_het_en_zegt_niets_meer_over_de_zaak(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    bewijs = vernietig(stad, casus)
    regel = Regel.objects.get(soort=Soort.CASUS_VERNIETIGD)
    assert bewijs.regel_id == regel.pk
    feiten = gelezen(regel)["feiten"]
    assert feiten["tellingen"] == bewijs.tellingen
    assert feiten["sleutels"] == bewijs.sleutelafdruk
    assert feiten["lijst"] == str(bewijs.lijst_id)
    assert {teken["wie"] for teken in feiten["getekend"]} == {str(stad.burgemeester.pk), str(stad.dpo.pk)}
    assert GEHEIM not in str(gelezen(regel))
    soorten = list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))
    assert soorten == [
        "vernietiging.voorgesteld",
        "vernietiging.getekend",
        "vernietiging.getekend",
        "vernietiging.begonnen",
        "signaal.gewist",
        "casus.vernietigd",
    ]


@pytest.mark.parametrize(
    ("een", "twee"), [("burgemeester", "dpo"), ("preventie", "burgemeester"), ("dpo", "preventie")]
)
def test_twee_verschillende_rollen(stad: Stad, een: str, twee: str) -> None:
    casus = maak_vol_dossier(stad)
    teken(op_lijst(casus), getattr(stad, een), getattr(stad, twee))
    assert Vernietigingsbewijs.objects.filter(casus=casus).exists()


def test_een_handtekening_of_twee_keer_dezelfde_mens_volstaat_niet(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    geef_rol(stad.burgemeester, stad.livc, Rol.FUNCTIONARIS)
    teken(punt, stad.burgemeester)
    with pytest.raises(NietVoldaan, match="al voor"):
        teken(punt, stad.burgemeester)
    vernietiging.ronde()
    casus.refresh_from_db()
    assert casus.staat == "afgesloten"


def test_een_tweede_burgemeester_is_niet_de_tweede_handtekening(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    geef_rol(stad.toezicht, stad.livc, Rol.BURGEMEESTER)
    teken(punt, stad.burgemeester)
    with pytest.raises(NietVoldaan, match="uw rol"):
        teken(punt, stad.toezicht)


@pytest.mark.parametrize(
    ("wie", "fout"),
    [("politie", Verborgen), ("caw", Verborgen), ("toezicht", Verborgen), ("beheer", Verborgen)],
)
def test_anderen_tekenen_niet(stad: Stad, wie: str, fout: type[Exception]) -> None:
    punt = op_lijst(maak_vol_dossier(stad))
    with pytest.raises(fout):
        teken(punt, getattr(stad, wie))


def test_voor_het_einde_van_de_termijn_staat_niets_op_de_lijst(stad: Stad) -> None:
    vandaag = timezone.localdate()
    casus = maak_vol_dossier(stad, laatst_besproken_op=vandaag - timedelta(days=364))
    vernietiging.ronde()
    assert not Vernietigingspunt.objects.exists()
    Casus.objects.filter(pk=casus.pk).update(laatst_besproken_op=vandaag - timedelta(days=366))
    assert op_lijst(casus).einde <= vandaag


def test_ook_een_open_casus_die_niemand_nog_bespreekt_eindigt(stad: Stad) -> None:
    casus = maak_casus(stad, "in_traject", laatst_besproken_op=timezone.localdate() - timedelta(days=500))
    nooit = maak_casus(stad, "op_lijst")
    Casus.objects.filter(pk=nooit.pk).update(aangemaakt=timezone.now() - timedelta(days=400))
    vernietig(stad, casus)
    assert op_lijst_staat(nooit) == "voorgesteld"


def op_lijst_staat(casus: Casus) -> str:
    return Vernietigingspunt.objects.get(casus=casus).staat


def test_een_lijst_per_dag_en_een_punt_per_casus(stad: Stad) -> None:
    maak_vol_dossier(stad)
    maak_vol_dossier(stad)
    vernietiging.ronde()
    vernietiging.ronde()
    assert Vernietigingslijst.objects.count() == 1
    assert Vernietigingspunt.objects.count() == 2


@pytest.mark.regel("LR-23", "LR-34")
def test_wie_kan_tekenen_krijgt_bericht_zonder_inhoud_en_wie_uitgesloten_is_niet(
    stad: Stad, django_capture_on_commit_callbacks
) -> None:
    casus = maak_vol_dossier(stad)
    toekenningen.sluit_uit(stad.preventie, casus)
    with django_capture_on_commit_callbacks(execute=True):
        vernietiging.ronde()
    assert {bericht.to[0] for bericht in mail.outbox} == {stad.burgemeester.email, stad.dpo.email}
    assert all(casus.referentie not in bericht.subject + bericht.body for bericht in mail.outbox)


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_ziet_geen_spoor_en_een_ander_tekent_in_zijn_plaats(stad: Stad, als) -> None:
    casus, andere = maak_vol_dossier(stad), maak_vol_dossier(stad)
    toekenningen.sluit_uit(stad.dpo, casus)
    vernietiging.ronde()
    punt = Vernietigingspunt.objects.get(casus=casus)
    tekst = als(stad.dpo).get(reverse("casus:vernietiging")).text
    assert casus.referentie not in tekst
    assert andere.referentie in tekst
    with pytest.raises(Verborgen):
        teken(punt, stad.dpo)
    teken(punt, stad.burgemeester, stad.preventie)
    assert Vernietigingsbewijs.objects.filter(casus=casus).exists()
    na = als(stad.dpo).get(reverse("casus:vernietigd")).text
    assert casus.referentie not in na
    bewijs = Vernietigingsbewijs.objects.get()
    assert als(stad.dpo).get(reverse("casus:vernietigd_bewijs", args=[bewijs.pk])).status_code == 404


@pytest.mark.regel("LR-23")
def test_een_overleg_dat_alleen_daarover_ging_verdwijnt_mee(stad: Stad) -> None:
    casus, andere = maak_vol_dossier(stad), maak_casus(stad)
    alleen = casus.deelname_set.get().overleg
    samen = maak_overleg(stad, casus, andere)
    vernietig(stad, casus)
    assert not type(alleen).objects.filter(pk=alleen.pk).exists()
    assert [punt.casus_id for punt in samen.agendapunten.all()] == [andere.pk]


# -- bewaarplicht ---------------------------------------------------------------------------------------------------


def houd_tegen(stad: Stad, punt: Vernietigingspunt, **velden: object) -> Bewaarplicht:
    gegevens = {"soort": "gerecht", "grond": "Brief van het parket.", "tot": None} | velden
    return bewaarplicht.leg_op_bij_punt(actor=stad.dpo, punt_pk=punt.pk, **gegevens)


def test_een_bewaarplicht_stopt_en_maakt_handtekeningen_waardeloos(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    teken(punt, stad.burgemeester)
    plicht = houd_tegen(stad, punt)
    with pytest.raises(NietVoldaan):
        teken(punt, stad.preventie)
    vernietiging.ronde()
    assert op_lijst_staat(casus) == "tegengehouden"
    bewaarplicht.hef_op(actor=stad.burgemeester, pk=plicht.pk)
    nieuw = op_lijst(casus)
    assert nieuw.handtekeningen.count() == 0
    teken(nieuw, stad.burgemeester, stad.dpo)
    assert Vernietigingsbewijs.objects.filter(casus=casus).exists()


def test_een_bewaarplicht_met_een_einde_loopt_vanzelf_af(stad: Stad, time_machine) -> None:
    casus = maak_vol_dossier(stad)
    houd_tegen(stad, op_lijst(casus), tot=timezone.localdate() + timedelta(days=30))
    vernietiging.ronde()
    assert not Vernietigingspunt.objects.filter(staat="voorgesteld").exists()
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert op_lijst(casus)


def test_wie_een_bewaarplicht_kan_opleggen_lezen_en_opheffen(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    gegevens = {"soort": "gerecht", "grond": "Brief van het parket.", "tot": None}
    for wie in (stad.preventie, stad.politie, stad.caw):
        with pytest.raises(Verboden):
            bewaarplicht.leg_op(actor=wie, casus_pk=casus.pk, **gegevens)
    plicht = bewaarplicht.leg_op(actor=stad.burgemeester, casus_pk=casus.pk, **gegevens)
    assert bewaarplicht.lees(actor=stad.dpo, pk=plicht.pk).grond == "Brief van het parket."
    with pytest.raises(Verboden):
        bewaarplicht.lees(actor=stad.preventie, pk=plicht.pk)
    with pytest.raises(Verboden):
        bewaarplicht.hef_op(actor=stad.preventie, pk=plicht.pk)
    with pytest.raises(Verborgen):
        bewaarplicht.hef_op(actor=stad.politie, pk=plicht.pk)
    assert bewaarplicht.hef_op(actor=stad.dpo, pk=plicht.pk).staat == "opgeheven"


def test_de_grond_staat_niet_leesbaar_in_het_logboek_en_verdwijnt_met_de_casus(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    plicht = houd_tegen(stad, op_lijst(casus))
    assert "parket" not in str(gelezen(Regel.objects.get(soort=Soort.BEWAARPLICHT_OPGELEGD)))
    bewaarplicht.hef_op(actor=stad.dpo, pk=plicht.pk)
    bewijs = vernietig(stad, casus)
    assert str(plicht.pk) in bewijs.sleutels
    assert bewijs.tellingen["casus_bewaarplicht"] == 1


# -- halverwege -----------------------------------------------------------------------------------------------------


def sterf(*_args: object, **_kwargs: object) -> None:
    raise SleutelFout("de kluis antwoordt niet")


@pytest.mark.parametrize("stap", ["kluis", "rijen"])
def test_wat_halverwege_stopt_is_al_onleesbaar_en_wordt_afgemaakt(
    stad: Stad, als, monkeypatch: pytest.MonkeyPatch, stap: str
) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    waar: Any = type(kluis()) if stap == "kluis" else vernietiging
    with monkeypatch.context() as m:
        m.setattr(waar, "wis" if stap == "kluis" else "wis_rijen", sterf)
        teken(punt, stad.burgemeester, stad.dpo)
    punt.refresh_from_db()
    assert punt.staat == "bezig"
    assert casus.inbreng_set.exists()
    with pytest.raises(SleutelFout):
        _ = casus.inbreng_set.get().tekst
    assert als(stad.preventie).get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    with pytest.raises(NietVoldaan, match="al vernietigd"):
        houd_tegen(stad, punt)
    vernietiging.ronde()
    assert rijen_van(casus) == {}
    assert Vernietigingshandtekening.objects.count() == 2
    bewijs = Vernietigingsbewijs.objects.get()
    assert not kluis().haal([UUID(dossier) for dossier in bewijs.sleutels])


# -- pagina's -------------------------------------------------------------------------------------------------------


def test_van_de_lijst_tot_het_bewijs_langs_de_paginas(stad: Stad, als) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    adres = reverse("casus:vernietiging")
    assert "Vernietigingslijst" in als(stad.dpo).get(reverse("casus:werk")).text
    for wie in (stad.burgemeester, stad.dpo):
        assert casus.referentie in als(wie).get(adres).text
        assert als(wie).post(adres, {"punten": [str(punt.pk)]}).status_code == 302
    assert "wacht niets" in als(stad.dpo).get(adres).text
    for wie in (stad.burgemeester, stad.dpo, stad.preventie):
        tekst = als(wie).get(reverse("casus:vernietigd")).text
        assert casus.referentie in tekst
        assert "Zeno" not in tekst
    bewijs = Vernietigingsbewijs.objects.get()
    pdf = als(stad.dpo).get(reverse("casus:vernietigd_bewijs", args=[bewijs.pk]))
    assert pdf.content.startswith(b"%PDF")
    assert casus.referentie not in pdf["Content-Disposition"]


def test_zonder_kruisje_staat_de_fout_bij_het_veld(stad: Stad, als) -> None:
    op_lijst(maak_vol_dossier(stad))
    antwoord = als(stad.dpo).post(reverse("casus:vernietiging"), {"csrfmiddlewaretoken": "x"})
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors["punten"]


def test_wat_niet_op_de_eigen_lijst_staat_is_niet_aan_te_kruisen(stad: Stad, anderstad: Stad, als) -> None:
    punt = op_lijst(maak_vol_dossier(anderstad))
    antwoord = als(stad.dpo).post(reverse("casus:vernietiging"), {"punten": [str(punt.pk)]})
    assert antwoord.context["form"].errors["punten"]
    assert not Vernietigingshandtekening.objects.exists()


def test_een_lijst_van_tien_vraagt_niet_meer_dan_een_van_twee(
    stad: Stad, als, django_assert_max_num_queries
) -> None:
    client = als(stad.dpo)
    for _i in range(2):
        maak_vol_dossier(stad)
    vernietiging.ronde()
    with CaptureQueriesContext(connection) as twee:
        client.get(reverse("casus:vernietiging"))
    for _i in range(4):
        maak_vol_dossier(stad)
    vernietiging.ronde()
    with django_assert_max_num_queries(len(twee)):
        client.get(reverse("casus:vernietiging"))

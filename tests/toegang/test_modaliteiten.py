"""De modaliteiten: een ontwerp, het akkoord van elk lid van de kern, en daarna geen letter meer anders (LR-61)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.voorwaarden.livc import beletten_bijeenroepen
from tests.factories import Stad, geef_rol, maak_casus, maak_deelname, maak_overleg
from toegang import identiteit
from toegang.actions import livc
from toegang.livcs import geldige_modaliteiten
from toegang.models import Modaliteiten, ModaliteitenAkkoord
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-61")]


@pytest.fixture
def ontwerp(stad: Stad) -> Modaliteiten:
    vandaag = timezone.localdate()
    return livc.stel_modaliteiten_op(
        actor=stad.preventie,
        pk=stad.livc.pk,
        tekst="Nieuw.",
        geldig_van=vandaag,
        geldig_tot=None,
        na_versie=1,
    )


def akkoord(stad: Stad, wie: Any, ontwerp: Modaliteiten) -> Modaliteiten:
    return livc.ga_akkoord(actor=wie, pk=stad.livc.pk, versie=ontwerp.versie, afdruk=ontwerp.afdruk)


def geweigerd(wie: Any, sql: str, *waarden: Any) -> bool:
    with identiteit.als(wie), transaction.atomic(), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql, waarden)
                return cursor.rowcount == 0
        except DatabaseError:
            return True


def test_een_ontwerp_geldt_pas_als_de_hele_kern_akkoord_is(stad: Stad, ontwerp: Modaliteiten) -> None:
    for wie in (stad.politie, stad.preventie):
        akkoord(stad, wie, ontwerp)
        assert geldige_modaliteiten(stad.livc.pk).versie == 1
    akkoord(stad, stad.burgemeester, ontwerp)
    assert geldige_modaliteiten(stad.livc.pk).versie == 2
    soorten = list(Regel.objects.order_by("tijdstip", "id").values_list("soort", flat=True))
    assert soorten == ["modaliteiten.opgesteld", *["modaliteiten.akkoord"] * 3, "modaliteiten.vastgesteld"]


def test_zonder_akkoord_roept_niemand_een_overleg_bijeen(stad: Stad, ontwerp: Modaliteiten) -> None:
    Modaliteiten.objects.filter(versie=1).delete()
    assert [belet.regel for belet in beletten_bijeenroepen(stad.livc.pk)] == ["LR-61"]
    for wie in stad.kern:
        akkoord(stad, wie, ontwerp)
    assert beletten_bijeenroepen(stad.livc.pk) == []


def test_akkoord_gaat_over_precies_de_tekst_die_iemand_las(stad: Stad, ontwerp: Modaliteiten) -> None:
    gelezen = ontwerp.afdruk
    Modaliteiten.objects.filter(pk=ontwerp.pk).update(tekst="Iets anders.")
    with pytest.raises(NietVoldaan, match="andere versie"):
        livc.ga_akkoord(actor=stad.politie, pk=stad.livc.pk, versie=2, afdruk=gelezen)


def test_alleen_de_kern_gaat_akkoord_elk_een_keer(stad: Stad, anderstad: Stad, ontwerp: Modaliteiten) -> None:
    with pytest.raises(Verboden):
        akkoord(stad, stad.beheer, ontwerp)
    with pytest.raises(Verborgen):
        akkoord(stad, anderstad.burgemeester, ontwerp)
    akkoord(stad, stad.politie, ontwerp)
    with pytest.raises(NietVoldaan, match="al akkoord"):
        akkoord(stad, stad.politie, ontwerp)


def test_een_mens_met_twee_rollen_telt_een_keer(stad: Stad, ontwerp: Modaliteiten) -> None:
    geef_rol(stad.preventie, stad.livc, Rol.BURGEMEESTER)
    akkoord(stad, stad.preventie, ontwerp)
    with pytest.raises(NietVoldaan, match="al akkoord"):
        akkoord(stad, stad.preventie, ontwerp)
    assert ontwerp.akkoorden.count() == 1


def test_dezelfde_versie_tweemaal_opstellen_gaat_niet(stad: Stad, ontwerp: Modaliteiten) -> None:
    versie = {"tekst": "Nieuw.", "geldig_van": timezone.localdate(), "geldig_tot": None, "na_versie": 1}
    with pytest.raises(NietVoldaan, match="nieuwere versie"):
        livc.stel_modaliteiten_op(actor=stad.burgemeester, pk=stad.livc.pk, **versie)


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [("tekst", "Vervalst."), ("versie", 9), ("akkoord_op", None), ("geldig_van", "2019-01-01")],
)
def test_een_versie_met_akkoord_verandert_ook_in_de_databank_niet(
    stad: Stad, kolom: str, waarde: Any
) -> None:
    """Ook niet voor de eigenaar van de tabellen."""
    with pytest.raises(DatabaseError, match="staat vast"), transaction.atomic():
        Modaliteiten.objects.filter(versie=1).update(**{kolom: waarde})


def test_met_sql_verlengt_of_wist_niemand_een_versie(stad: Stad) -> None:
    assert geweigerd(stad.burgemeester, "UPDATE toegang_modaliteiten SET geldig_tot = '2030-01-01'")
    assert geweigerd(stad.burgemeester, "DELETE FROM toegang_modaliteiten")


def test_met_sql_verklaart_niemand_zelf_een_ontwerp_geldig(stad: Stad, ontwerp: Modaliteiten) -> None:
    sql = "UPDATE toegang_modaliteiten SET akkoord_op = rls_nu() WHERE versie = 2"
    akkoord(stad, stad.politie, ontwerp)
    akkoord(stad, stad.preventie, ontwerp)
    for wie in (stad.burgemeester, stad.preventie, stad.beheer, None):
        assert geweigerd(wie, sql), wie


@pytest.mark.parametrize("rol", ["burgemeester", "politie"])
def test_met_sql_gaat_niemand_akkoord_voor_een_ander(stad: Stad, ontwerp: Modaliteiten, rol: str) -> None:
    sql = """INSERT INTO toegang_modaliteitenakkoord (id, livc_id, modaliteiten_id, gebruiker_id, rol, afdruk, op)
        VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, rls_nu())"""
    ander = getattr(stad, rol)
    assert geweigerd(stad.preventie, sql, stad.livc.pk, ontwerp.pk, ander.pk, rol, ontwerp.afdruk)
    assert geweigerd(stad.preventie, sql, stad.livc.pk, ontwerp.pk, stad.preventie.pk, rol, ontwerp.afdruk)
    # Ook niet met een andere tekst dan die er staat.
    assert geweigerd(ander, sql, stad.livc.pk, ontwerp.pk, ander.pk, rol, "0" * 64)
    assert not geweigerd(ander, sql, stad.livc.pk, ontwerp.pk, ander.pk, rol, ontwerp.afdruk)
    assert ModaliteitenAkkoord.objects.count() == 1


def test_een_akkoord_wijzigt_of_verdwijnt_niet(stad: Stad, ontwerp: Modaliteiten) -> None:
    akkoord(stad, stad.politie, ontwerp)
    assert geweigerd(stad.politie, "DELETE FROM toegang_modaliteitenakkoord")
    assert geweigerd(stad.politie, "UPDATE toegang_modaliteitenakkoord SET op = now()")


def test_de_pagina_vraagt_elk_lid_van_de_kern(stad: Stad, als: Any, ontwerp: Modaliteiten) -> None:
    pagina = reverse("casus:livc_modaliteiten", args=[stad.livc.pk])
    adres = reverse("casus:livc_modaliteiten_akkoord", args=[stad.livc.pk])
    gegevens = {"versie": 2, "afdruk": ontwerp.afdruk}
    politie = als(stad.politie)
    assert "Ik ga akkoord" in politie.get(pagina).text
    assert politie.post(adres, gegevens).status_code == 302
    assert "Ik ga akkoord" not in politie.get(pagina).text
    assert politie.post(adres, gegevens).status_code == 409
    assert "Ik ga akkoord" not in als(stad.dpo).get(pagina).text
    assert als(stad.burgemeester).post(adres, {"versie": "x"}).status_code == 302


def test_elke_genodigde_leest_de_versie_van_de_dag_van_het_overleg(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    straks = timezone.localdate() + timedelta(days=10)
    Modaliteiten.objects.create(
        livc=stad.livc, versie=2, tekst="Vanaf straks.", geldig_van=straks,
        opgesteld_door=stad.burgemeester, akkoord_op=timezone.now(),
    )  # fmt: skip
    Modaliteiten.objects.create(
        livc=stad.livc, versie=3, tekst="Een ontwerp.", geldig_van=straks, opgesteld_door=stad.burgemeester
    )
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd", maak_overleg(stad, casus))
    tekst = als(stad.caw).get(reverse("casus:uitnodiging", args=[deelname.pk])).text
    assert "Vanaf straks." in tekst
    assert "Een ontwerp." not in tekst
    maak_deelname(stad, casus, stad.clb, "aanvaard")
    assert "Wie, doel en werkwijze." in als(stad.clb).get(reverse("casus:tafel", args=[casus.pk])).text

"""Versleutelde velden: leesbaar op het object, een envelop in de databank, en niets daartussen."""

import pickle
from copy import copy, deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection

from casus.models import Betrokkene, Relatie, Signaal
from tests.factories import Stad, maak_casus, maak_signaal
from toegang import sleutels
from toegang.uitzonderingen import SleutelFout
from toegang.velden import VersleuteldeDatum, VersleuteldeJson, VersleuteldeTekst

pytestmark = pytest.mark.regel("LR-31")


@pytest.fixture
def signaal(stad: Stad) -> Signaal:
    return Signaal.objects.get(pk=maak_signaal(stad).pk)


@pytest.fixture
def betrokkene(stad: Stad) -> Betrokkene:
    return Betrokkene.objects.get(casus=maak_casus(stad))


def ruw(model: str, kolom: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolom} FROM {model}")
        return bytes(cursor.fetchone()[0])


def test_tekst_json_en_datum_komen_terug(signaal: Signaal, betrokkene: Betrokkene) -> None:
    assert signaal.feiten == "Hij deelde een filmpje."
    assert signaal.persoon["naam"] == "Zeno Verzonnen"
    assert betrokkene.geboortedatum == date(1999, 5, 5)


def test_in_de_databank_staat_een_envelop(signaal: Signaal) -> None:
    assert b"filmpje" not in ruw("casus_signaal", "feiten")


def test_ontsleutelen_gebeurt_pas_bij_het_lezen(stad: Stad) -> None:
    maak_signaal(stad)
    sleutels.vernietig(Signaal.objects.values_list("pk", flat=True).get())
    signaal = Signaal.objects.get()
    with pytest.raises(SleutelFout):
        _ = signaal.feiten


def test_leeg_is_leeg_en_staat_als_null(stad: Stad) -> None:
    maak_signaal(stad, feiten="", persoon={})
    signaal = Signaal.objects.get(feiten__isnull=True, persoon__isnull=True)
    assert (signaal.feiten, signaal.persoon) == ("", {})


def test_een_ongelezen_waarde_blijft_dezelfde_envelop(signaal: Signaal) -> None:
    voor = ruw("casus_signaal", "feiten")
    signaal.save()
    assert ruw("casus_signaal", "feiten") == voor


def test_een_wijziging_binnen_json_wordt_bewaard(signaal: Signaal) -> None:
    signaal.persoon["naam"] = "Ander"
    signaal.save()
    assert Signaal.objects.get().persoon["naam"] == "Ander"


def test_verversen_en_uitgesteld_laden_werken(signaal: Signaal) -> None:
    Signaal.objects.get().save()
    signaal.feiten = "anders"
    signaal.refresh_from_db()
    assert signaal.feiten == "Hij deelde een filmpje."
    assert Signaal.objects.defer("feiten").get().feiten == signaal.feiten
    assert Signaal.objects.only("feiten").get().feiten == signaal.feiten


def test_bulk_create_versleutelt(stad: Stad) -> None:
    signaal = maak_signaal(stad)
    feiten = signaal.feiten
    Signaal.objects.all().delete()
    Signaal.objects.bulk_create([signaal])
    assert b"filmpje" not in ruw("casus_signaal", "feiten")
    assert Signaal.objects.get().feiten == feiten


def test_een_envelop_uit_een_ander_veld_opent_niet(signaal: Signaal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casus_signaal SET interpretatie = feiten")
    with pytest.raises(SleutelFout):
        _ = Signaal.objects.get().interpretatie


def test_een_envelop_uit_een_andere_rij_opent_niet(stad: Stad) -> None:
    een, twee = maak_signaal(stad), maak_signaal(stad)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casus_signaal SET feiten = (SELECT feiten FROM casus_signaal WHERE id = %s) WHERE id = %s",
            [een.pk, twee.pk],
        )
    with pytest.raises(SleutelFout):
        _ = Signaal.objects.get(pk=twee.pk).feiten


def test_een_envelop_uit_een_andere_casus_opent_niet(stad: Stad) -> None:
    een, twee = (Betrokkene.objects.get(casus=maak_casus(stad)) for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casus_betrokkene SET naam = (SELECT naam FROM casus_betrokkene WHERE id = %s) WHERE id = %s",
            [een.pk, twee.pk],
        )
    with pytest.raises(SleutelFout):
        _ = Betrokkene.objects.get(pk=twee.pk).naam


@pytest.mark.parametrize("lengte", [0, 10, 40])
def test_een_afgeknipte_envelop_opent_niet(signaal: Signaal, lengte: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casus_signaal SET feiten = substring(feiten for %s)", [lengte])
    with pytest.raises(SleutelFout):
        _ = Signaal.objects.get().feiten


@pytest.mark.django_db
@pytest.mark.parametrize("zoek", ["feiten", "feiten__contains", "feiten__gt", "feiten__in"])
def test_zoeken_kan_niet(zoek: str) -> None:
    with pytest.raises(FieldError):
        Signaal.objects.filter(**{zoek: "filmpje"})


def test_wijzigen_zonder_object_kan_niet(signaal: Signaal) -> None:
    with pytest.raises(TypeError):
        Signaal.objects.update(feiten="leesbaar")
    with pytest.raises(TypeError):
        Signaal.objects.bulk_update([signaal], ["feiten"])


def test_een_losse_waarde_toont_geen_cijfertekst(signaal: Signaal) -> None:
    los = Signaal.objects.values_list("feiten", flat=True).get()
    assert repr(los) == "<versleuteld>"
    with pytest.raises(SleutelFout):
        str(los)


def test_een_gelezen_object_gaat_niet_in_pickle(signaal: Signaal) -> None:
    assert b"filmpje" not in pickle.dumps(signaal)
    assert signaal.feiten
    with pytest.raises(TypeError):
        pickle.dumps(signaal)


def test_een_foutrapport_toont_geen_inhoud(signaal: Signaal) -> None:
    assert signaal.feiten
    assert "filmpje" not in repr(vars(signaal)) + repr(signaal) + str(signaal)


def test_een_kopie_houdt_de_waarde_maar_deelt_ze_niet(signaal: Signaal) -> None:
    assert copy(signaal).feiten == signaal.feiten
    diep = deepcopy(signaal)
    diep.persoon["naam"] = "Ander"
    assert signaal.persoon["naam"] == "Zeno Verzonnen"


@pytest.mark.parametrize("waarde", [1, b"bytes", date(2026, 1, 1)])
def test_tekst_neemt_alleen_tekst(waarde: Any) -> None:
    with pytest.raises(TypeError):
        Signaal(feiten=waarde)


@pytest.mark.parametrize("waarde", ["2026-01-01", datetime(2026, 1, 1, tzinfo=UTC)])
def test_datum_neemt_alleen_een_datum(waarde: Any) -> None:
    with pytest.raises(TypeError):
        Betrokkene(geboortedatum=waarde)


def test_volledige_controle_verandert_niets(signaal: Signaal) -> None:
    signaal.clean_fields(exclude={"staat"})
    assert signaal.feiten == "Hij deelde een filmpje."


def test_zonder_dossier_wordt_niets_bewaard() -> None:
    veld = Relatie._meta.get_field("naam")
    with pytest.raises(SleutelFout, match="geen dossier"):
        veld.pre_save(Relatie(naam="Zeno"), True)


def test_een_veld_overleeft_een_migratie() -> None:
    _, pad, args, kwargs = VersleuteldeTekst(dossier="id").deconstruct()
    assert VersleuteldeTekst(*args, **kwargs).dossier == "id"
    assert pad == "toegang.velden.VersleuteldeTekst"


def test_elk_veld_heeft_een_bestaand_dossier() -> None:
    soorten = VersleuteldeTekst | VersleuteldeDatum | VersleuteldeJson
    velden = [
        (model, veld)
        for model in apps.get_models()
        for veld in model._meta.fields
        if isinstance(veld, soorten)
    ]
    assert len({model for model, _veld in velden}) > 20
    assert [(m.__name__, v.name) for m, v in velden if not hasattr(m, v.dossier)] == []

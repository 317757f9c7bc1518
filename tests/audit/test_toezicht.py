"""De pagina's van het toezicht: wie ze ziet, wat ze tonen, en dat ze zelf een spoor nalaten."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from audit import toezichtsleutels
from audit.actions import nazicht
from audit.blad import bladwaarde
from audit.logboek import schrijf
from audit.models import Leidinggevende, Regel, Toezichtsleutel, Toezichttoegang
from audit.selectors.nazicht import openingen_over
from audit.sessie import KOEKJE
from audit.soorten import Soort
from audit.zegel import maak_sleutelpaar
from tests.audit.hulp import gelezen
from tests.factories import PRIVESLEUTEL, Stad, geef_rol, maak_casus
from tests.fixtures import volledig
from tests.toegang.rijhulp import geweigerd, lees
from toegang import identiteit, sleutels
from toegang.models import Gebruiker
from toegang.pseudoniem import pseudoniem
from toegang.rollen import Rol
from toegang.verantwoording import leg_vast

WACHTZIN = "een lange wachtzin"
type Als = Callable[[Gebruiker], Client]


@pytest.fixture(autouse=True)
def _snelle_afleiding(monkeypatch: pytest.MonkeyPatch) -> None:
    # De parameters staan bij de rij: kleine hier veranderen niets aan de werking.
    monkeypatch.setattr(toezichtsleutels, "GEHEUGEN_KIB", 64)
    monkeypatch.setattr(toezichtsleutels, "RONDES", 1)


@pytest.fixture
def toon(stad: Stad, als: Als) -> Client:
    """De toezichthouder, met een sleutel."""
    sleutel = Toezichtsleutel.objects.get(livc_id=stad.livc.pk)
    toezichtsleutels.geef_toegang(sleutel, PRIVESLEUTEL, stad.toezicht.pk, WACHTZIN)
    return als(stad.toezicht)


@pytest.fixture
def open_(toon: Client, stad: Stad) -> Client:
    """Dezelfde, ontgrendeld."""
    ontgrendel(toon, stad)
    return toon


@pytest.fixture
def regel(stad: Stad) -> Regel:
    casus = maak_casus(stad)
    regel_id = leg_vast(
        Soort.CASUS_INGEZIEN,
        actor=stad.politie,
        livc_id=stad.livc.pk,
        dossier_id=casus.pk,
        referentie="K7M-2QX",
        casusfeiten={"deel": "overzicht"},
    )
    return Regel.objects.get(pk=regel_id)


def adres(naam: str, stad: Stad, *args: UUID) -> str:
    return reverse(f"toezicht:{naam}", args=[stad.livc.pk, *args])


def ontgrendel(client: Client, stad: Stad, wachtzin: str = WACHTZIN) -> str:
    return client.post(adres("ontgrendelen", stad), {"wachtzin": wachtzin}).content.decode()


def soorten() -> list[str]:
    """Alles sinds het aanmelden, in volgorde."""
    regels = Regel.objects.exclude(soort=Soort.TOEGANG_AANGEMELD).order_by("tijdstip", "id")
    return list(regels.values_list("soort", flat=True))


# -- wie --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["burgemeester", "politie", "preventie", "caw", "dpo", "beheer"])
@pytest.mark.parametrize("naam", ["regels", "ontgrendelen"])
def test_voor_anderen_bestaat_het_toezicht_niet(stad: Stad, als: Als, wie: str, naam: str) -> None:
    assert als(getattr(stad, wie)).get(adres(naam, stad)).status_code == 404


@pytest.mark.regel("LR-05")
def test_het_toezicht_van_een_ander_livc_bestaat_niet(
    stad: Stad, anderstad: Stad, als: Als, regel: Regel
) -> None:
    buur = als(anderstad.toezicht)
    assert buur.get(adres("regel", stad, regel.pk)).status_code == 404
    assert buur.get(adres("regel", anderstad, regel.pk)).status_code == 404


@pytest.mark.regel("LR-57")
def test_een_weigering_staat_zelf_in_het_logboek(stad: Stad, als: Als) -> None:
    als(stad.beheer).get(adres("regels", stad))
    assert soorten() == [Soort.TOEGANG_GEWEIGERD]


def test_wie_een_logboek_volgt_komt_er_meteen(stad: Stad, als: Als) -> None:
    assert als(stad.toezicht).get(reverse("toezicht:lijst"))["Location"] == adres("nazicht", stad)
    assert "geen enkel logboek" in als(stad.caw).get(reverse("toezicht:lijst")).content.decode()


# -- lijst ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "gevonden"),
    [
        ("2000-01-01", "2999-12-31", True),
        ("0001-01-01", "9999-12-31", True),
        ("2026-11-24", "2026-11-24", True),
        ("2026-11-25", "", False),
        ("", "2026-11-23", False),
        ("niets", "", True),
    ],
)
@time_machine.travel(datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("Europe/Brussels")), tick=False)
def test_een_periode_telt_hele_dagen(stad: Stad, als: Als, van: str, tot: str, gevonden: bool) -> None:
    leg_vast(Soort.OVERLEG_GEPLAND, actor=stad.preventie, livc_id=stad.livc.pk)
    pagina = als(stad.toezicht).get(adres("regels", stad), {"van": van, "tot": tot, "soort": "overleg.*"})
    assert ("<tbody>" in pagina.content.decode()) == gevonden


@pytest.mark.regel("LR-31")
def test_de_lijst_toont_geen_namen(open_: Client, stad: Stad, regel: Regel) -> None:
    tabel = open_.get(adres("regels", stad)).content.decode().split("<tbody>")[1].split("</tbody>")[0]
    assert "Casus ingezien" in tabel
    assert regel.actor_code in tabel
    assert "Pol" not in tabel
    assert "K7M" not in tabel


def test_filteren_op_soort_en_onderwerp(toon: Client, stad: Stad, regel: Regel) -> None:
    leg_vast(Soort.SIGNAAL_GEREGISTREERD, actor=stad.preventie, livc_id=stad.livc.pk)
    for keuze in ("casus.ingezien", "casus.*"):
        assert [r.pk for r in toon.get(adres("regels", stad), {"soort": keuze}).context["blad"].regels] == [
            regel.pk
        ]


def test_filteren_op_periode(toon: Client, stad: Stad, regel: Regel) -> None:
    vandaag = timezone.localdate()
    gisteren = vandaag - timedelta(days=1)
    for periode, aantal in (
        ({"van": str(vandaag)}, 1),
        ({"tot": str(vandaag)}, 1),
        ({"tot": str(gisteren)}, 0),
    ):
        pagina = toon.get(adres("regels", stad), {**periode, "soort": "casus.*"})
        assert len(pagina.context["blad"].regels) == aantal


def test_filteren_op_casus(toon: Client, stad: Stad, regel: Regel) -> None:
    leg_vast(Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk, dossier_id=uuid4())
    pagina = toon.get(adres("regels", stad), {"casus": regel.casus_hex})
    assert [r.pk for r in pagina.context["blad"].regels] == [regel.pk]


@pytest.mark.regel("LR-57")
def test_filteren_op_persoon_is_zelf_een_inzage(toon: Client, stad: Stad, regel: Regel) -> None:
    leg_vast(Soort.CASUS_INGEZIEN, actor=stad.preventie, livc_id=stad.livc.pk)
    pagina = toon.get(adres("regels", stad), {"persoon": str(stad.politie.pk)})
    assert [r.pk for r in pagina.context["blad"].regels] == [regel.pk]
    assert soorten()[-1] == Soort.TOEZICHT_LIJST_INGEZIEN


def test_een_onbekende_persoon_filtert_niet(toon: Client, stad: Stad, regel: Regel) -> None:
    pagina = toon.get(adres("regels", stad), {"persoon": str(uuid4())})
    assert pagina.context["form"].errors


def test_bladeren_mist_niets_en_herhaalt_niets(toon: Client, stad: Stad) -> None:
    with time_machine.travel("2026-05-05T10:00Z", tick=False):
        verwacht = {
            leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.beheer, livc_id=stad.livc.pk) for _ in range(120)
        }
    gezien: list[UUID] = []
    na = ""
    while len(gezien) < 200:
        blad = toon.get(adres("regels", stad), {"soort": "livc.*", "na": na}).context["blad"]
        gezien += [r.pk for r in blad.regels]
        if not (na := blad.volgende):
            break
    assert (len(gezien), set(gezien)) == (120, verwacht)


def test_een_kapotte_bladwijzer_begint_opnieuw(toon: Client, stad: Stad, regel: Regel) -> None:
    assert len(toon.get(adres("regels", stad), {"soort": "casus.*", "na": "x_y"}).context["blad"].regels) == 1


def test_de_lijst_kost_evenveel_vragen_hoe_lang_ze_ook_is(
    toon: Client, stad: Stad, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.beheer, livc_id=stad.livc.pk)
    with django_assert_max_num_queries(12):
        toon.get(adres("regels", stad))


# -- ontgrendelen -----------------------------------------------------------------------------------------------------


def test_ontgrendelen_laat_een_regel_na(toon: Client, stad: Stad) -> None:
    antwoord = toon.post(adres("ontgrendelen", stad), {"wachtzin": WACHTZIN})
    assert antwoord["Location"] == adres("regels", stad)
    assert soorten() == [Soort.TOEZICHT_ONTGRENDELD]


def test_het_koekje_is_alleen_voor_deze_server(toon: Client, stad: Stad) -> None:
    koekje = toon.post(adres("ontgrendelen", stad), {"wachtzin": WACHTZIN}).cookies[KOEKJE]
    assert koekje["httponly"]
    assert koekje["samesite"] == "Strict"
    assert koekje["path"] == "/toezicht/"
    assert koekje["max-age"] == 15 * 60


@pytest.mark.regel("LR-31")
def test_de_privesleutel_staat_nergens_leesbaar(open_: Client) -> None:
    bewaard = json.dumps(dict(open_.session))
    assert b64encode(PRIVESLEUTEL).decode()[:40] not in bewaard
    assert open_.cookies[KOEKJE].value not in bewaard
    assert PRIVESLEUTEL not in bytes(Toezichttoegang.objects.get().verzegeld)


def test_een_verkeerde_wachtzin_staat_bij_het_veld_en_in_het_logboek(toon: Client, stad: Stad) -> None:
    assert "Deze wachtzin klopt niet" in ontgrendel(toon, stad, "een verkeerde wachtzin")
    assert soorten() == [Soort.TOEZICHT_ONTGRENDELEN_MISLUKT]


def test_na_vijf_pogingen_moet_iemand_wachten(toon: Client, stad: Stad) -> None:
    for _ in range(5):
        ontgrendel(toon, stad, "een verkeerde wachtzin")
    assert "Te veel verkeerde pogingen" in ontgrendel(toon, stad)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert ontgrendel(toon, stad) == ""


@pytest.mark.parametrize(("minuten", "is_open"), [(14, True), (16, False)])
def test_na_een_kwartier_is_het_op_slot(open_: Client, stad: Stad, minuten: int, is_open: bool) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=minuten)):
        assert bool(open_.get(adres("regels", stad)).context["tot"]) is is_open


def test_een_verlengde_sessie_opent_niets(open_: Client, stad: Stad, regel: Regel) -> None:
    sessie = open_.session
    sessie["toezicht"] |= {"tot": (timezone.now() + timedelta(hours=9)).isoformat()}
    sessie.save()
    assert "ontgrendelen" in open_.post(adres("regel", stad, regel.pk), {"reden": "nazicht"})["Location"]


def test_een_ander_koekje_opent_niets(open_: Client, stad: Stad, regel: Regel) -> None:
    open_.cookies[KOEKJE] = "AAAA"
    assert "ontgrendelen" in open_.post(adres("regel", stad, regel.pk), {"reden": "nazicht"})["Location"]


@pytest.mark.regel("LR-05")
def test_wat_in_het_ene_livc_open_staat_blijft_in_het_andere_dicht(
    open_: Client, stad: Stad, anderstad: Stad
) -> None:
    """Wie in twee LIVC's toezicht houdt, ontgrendelt elk logboek apart: anders geeft hij het ene door als het andere."""
    geef_rol(stad.toezicht, anderstad.livc, Rol.TOEZICHTHOUDER)
    ginder = leg_vast(Soort.CASUS_INGEZIEN, actor=anderstad.politie, livc_id=anderstad.livc.pk)
    assert open_.get(adres("regels", stad)).context["tot"]
    assert open_.get(adres("regels", anderstad)).context["tot"] is None
    antwoord = open_.post(adres("regel", anderstad, ginder), {"reden": "nazicht"})
    assert "ontgrendelen" in antwoord["Location"]


def test_een_andere_browser_van_dezelfde_persoon_blijft_dicht(
    open_: Client, als: Als, stad: Stad, regel: Regel
) -> None:
    """Ook met het koekje van de eerste erbij: het hoort bij die ene sessie."""
    tweede = als(stad.toezicht)
    for koekje in (None, open_.cookies[KOEKJE].value):
        if koekje:
            tweede.cookies[KOEKJE] = koekje
        assert "ontgrendelen" in tweede.post(adres("regel", stad, regel.pk), {"reden": "nazicht"})["Location"]


def test_vergrendelen_sluit_meteen(open_: Client, stad: Stad) -> None:
    open_.post(adres("vergrendelen", stad))
    assert open_.get(adres("regels", stad)).context["tot"] is None
    assert soorten()[-1] == Soort.TOEZICHT_VERGRENDELD


def test_afmelden_sluit_meteen(open_: Client, stad: Stad) -> None:
    open_.logout()
    open_.force_login(stad.toezicht)
    volledig(open_, stad.toezicht)
    assert open_.get(adres("regels", stad)).context["tot"] is None


def test_zonder_sleutel_zegt_de_pagina_wat_te_doen(stad: Stad, als: Als) -> None:
    assert "nog geen sleutel" in als(stad.toezicht).get(adres("ontgrendelen", stad)).content.decode()


def test_een_functionaris_met_sleutel_mag_mee(stad: Stad, als: Als) -> None:
    sleutel = Toezichtsleutel.objects.get(livc_id=stad.livc.pk)
    toezichtsleutels.geef_toegang(sleutel, PRIVESLEUTEL, stad.dpo.pk, WACHTZIN)
    assert als(stad.dpo).get(adres("regels", stad)).status_code == 200


# -- een regel openen -------------------------------------------------------------------------------------------------


def open_regel(client: Client, stad: Stad, regel: Regel, reden: str = "steekproef") -> str:
    return client.post(adres("regel", stad, regel.pk), {"reden": reden}).content.decode()


@pytest.mark.regel("LR-57")
def test_openen_toont_de_inhoud_en_laat_een_regel_na(open_: Client, stad: Stad, regel: Regel) -> None:
    pagina = open_regel(open_, stad, regel)
    assert all(tekst in pagina for tekst in ("Pol Politie", "K7M-2QX", "overzicht"))
    nieuwste = Regel.objects.get(soort=Soort.TOEZICHT_REGEL_GEOPEND)
    assert gelezen(nieuwste)["reden"] == "steekproef"
    assert bytes(nieuwste.object_pseudoniem or b"") == pseudoniem("object", stad.livc.pk, regel.pk)


@pytest.mark.regel("LR-57")
def test_zonder_reden_blijft_een_regel_dicht(open_: Client, stad: Stad, regel: Regel) -> None:
    assert "Pol Politie" not in open_regel(open_, stad, regel, "  ")
    assert Soort.TOEZICHT_REGEL_GEOPEND not in soorten()


def test_op_slot_blijft_een_regel_dicht(toon: Client, stad: Stad, regel: Regel) -> None:
    assert f"regel={regel.pk}" in toon.post(adres("regel", stad, regel.pk), {"reden": "nazicht"})["Location"]


def test_bekijken_zonder_openen_toont_alleen_het_open_deel(open_: Client, stad: Stad, regel: Regel) -> None:
    pagina = open_.get(adres("regel", stad, regel.pk)).content.decode()
    assert regel.actor_code in pagina
    assert "K7M-2QX" not in pagina


@pytest.mark.regel("LR-53")
def test_van_een_vernietigde_casus_blijft_wie_en_wanneer(open_: Client, stad: Stad, regel: Regel) -> None:
    sleutels.vernietig(UUID(gelezen(regel)["casus"]["id"]))
    pagina = open_regel(open_, stad, regel)
    assert "vernietigd" in pagina
    assert "Pol Politie" in pagina
    assert "overzicht" not in pagina


def test_een_regel_van_een_ander_tijdvak_zegt_dat_ze_niet_opent(open_: Client, stad: Stad) -> None:
    Toezichtsleutel.objects.update(ingetrokken=timezone.now())
    Toezichtsleutel.objects.create(livc_id=stad.livc.pk, epoch=2, publieke_sleutel=maak_sleutelpaar()[1])
    regel_id = leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.beheer, livc_id=stad.livc.pk)
    pagina = open_regel(open_, stad, Regel.objects.get(pk=regel_id))
    assert "opent niet met uw sleutel" in pagina
    assert soorten()[-1] == Soort.TOEZICHT_REGEL_GEOPEND


@pytest.mark.regel("LR-57")
def test_wie_de_regel_schreef_leest_dat_ze_geopend_is_en_waarom(
    open_: Client, stad: Stad, regel: Regel
) -> None:
    open_regel(open_, stad, regel, "Steekproef van november.")
    with identiteit.als(stad.politie):
        [opening] = openingen_over(stad.politie)
        assert opening.reden == "Steekproef van november."
        assert opening.soort_in_woorden == str(Soort.CASUS_INGEZIEN.label)
    assert (opening.regel_id, opening.soort, opening.geopend_door_id) == (
        regel.pk,
        regel.soort,
        stad.toezicht.pk,
    )
    for wie in (stad.caw, stad.burgemeester, stad.beheer):
        assert not lees(wie, "SELECT 1 FROM audit_opening"), wie
        assert not lees(wie, "SELECT 1 FROM toegang_casussleutel WHERE dossier_id = %s", opening.pk), wie
    assert lees(stad.dpo, "SELECT 1 FROM audit_opening")
    for wat in ("UPDATE audit_opening SET reden = NULL", "DELETE FROM audit_opening"):
        assert geweigerd(stad.toezicht, wat)


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize("wie", ["toezicht", "politie"])
def test_uzelf_of_uw_leidinggevende_opent_u_niet(open_: Client, stad: Stad, wie: str) -> None:
    nazicht.verklaar_leidinggevende(stad.livc, actor=stad.toezicht, leidinggevende=stad.politie.pk)
    pk = leg_vast(Soort.CASUS_INGEZIEN, actor=getattr(stad, wie), livc_id=stad.livc.pk)
    regel = Regel.objects.get(pk=pk)
    assert "Een collega van het toezicht" in open_.get(adres("regel", stad, pk)).content.decode()
    assert "Een collega van het toezicht" in open_regel(open_, stad, regel)
    assert Soort.TOEZICHT_REGEL_GEOPEND not in soorten()


@pytest.mark.regel("LR-57")
def test_zonder_verklaring_gaat_er_niets_open(open_: Client, stad: Stad, regel: Regel) -> None:
    Leidinggevende.objects.all().delete()
    assert "Zeg eerst wie uw leidinggevende is" in open_regel(open_, stad, regel)
    assert Soort.TOEZICHT_REGEL_GEOPEND not in soorten()


# -- uitvoer ----------------------------------------------------------------------------------------------------------


def voer_uit(client: Client, stad: Stad, **filters: str) -> list[dict[str, object]]:
    adres_ = adres("uitvoer", stad) + "?" + "&".join(f"{k}={v}" for k, v in filters.items())
    antwoord = client.post(adres_, {"uitvoer-reden": "jaarverslag"})
    assert antwoord["Content-Disposition"].startswith('attachment; filename="logboek-2')
    return [json.loads(lijn) for lijn in b"".join(antwoord.streaming_content).splitlines()]  # type: ignore[attr-defined]


@pytest.mark.regel("LR-57")
def test_de_uitvoer_is_verzegeld_en_staat_in_het_logboek(toon: Client, stad: Stad, regel: Regel) -> None:
    kop, *lijnen = voer_uit(toon, stad, soort="casus.ingezien")
    assert kop["aantal"] == len(lijnen) == 1
    assert "Pol" not in json.dumps(lijnen)
    assert gelezen(Regel.objects.get(soort=Soort.TOEZICHT_UITVOER))["reden"] == "jaarverslag"


def test_de_uitvoer_is_na_te_rekenen(toon: Client, stad: Stad, regel: Regel) -> None:
    lijn = voer_uit(toon, stad, soort="casus.ingezien")[1]
    open_ = {naam: lijn[naam] for naam in lijn if naam not in ("omhulling", "blad", "volgnummer")}
    band = json.dumps(open_, sort_keys=True, separators=(",", ":")).encode()
    omhulling = b64decode(str(lijn["omhulling"]))
    assert bladwaarde(band, omhulling).hex() == lijn["blad"]


def test_zonder_reden_geen_uitvoer(toon: Client, stad: Stad) -> None:
    antwoord = toon.post(adres("uitvoer", stad))
    assert "Dit veld is verplicht" in antwoord.content.decode()
    assert not soorten()


@pytest.mark.parametrize(
    "inhoud",
    [
        {"actor": "tekst", "casus": [1], "feiten": 3, "reden": {"a": 1}},
        {"actor": {"naam": ["x"], "rollen": "y", "organisaties": 4}, "casus": {"id": 5}, "casusdeel": 7},
        {"casus": {"id": "geen"}, "casusdeel": "%%%"},
    ],
)
def test_een_verzonnen_regel_geeft_geen_fout_op_het_scherm(
    open_: Client, stad: Stad, inhoud: dict[str, Any]
) -> None:
    """De publieke sleutel is van iedereen: met eigen SQL komt er om het even wat in een omhulling."""
    regel_id = schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=b"v" * 16, inhoud=inhoud)
    assert open_.post(adres("regel", stad, regel_id), {"reden": "Nakijken."}).status_code == 200

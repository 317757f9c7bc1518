"""Geknoei met formulieren rond het einde, verzoeken, de zaal en de post: een melding of een weigering, nooit een 500."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from casus.models import Betrokkenenverzoek, Notitieconcept, Vernietigingshandtekening
from tests.casus.eindehulp import maak_vol_dossier, op_lijst
from tests.casus.tafelhulp import maak_lopend_punt
from tests.casus.verzoekhulp import in_beoordeling, maak_tafel, raadpleging_van, registreer
from tests.factories import Stad

pytestmark = pytest.mark.django_db
RAAR = ["", "x", "\x00", "9" * 40, "9999-12-31", "3ebf4bbb-04b3-467f-84f7-8726364e6828"]


def goed(antwoord: Any) -> bool:
    return antwoord.status_code in (200, 204, 302, 400, 403, 404, 405, 409)


@pytest.mark.parametrize("raar", RAAR)
def test_raar_ingevuld_is_nooit_een_500(stad: Stad, als: Any, raar: str) -> None:
    punt = op_lijst(maak_vol_dossier(stad))
    dpo, preventie = als(stad.dpo), als(stad.preventie)
    assert goed(dpo.post(reverse("casus:vernietiging"), {"punten": [raar, raar]}))
    plicht = {"soort": raar, "grond": raar, "tot": raar}
    assert goed(dpo.post(reverse("casus:punt_bewaarplicht", args=[punt.pk]), plicht))
    nieuw = {
        "soort": raar,
        "kanaal": raar,
        "ontvangen_op": raar,
        "verzoeker": raar,
        "adres": raar,
        "vraag": raar,
    }
    adres = reverse("casus:verzoek_nieuw", args=[stad.livc.pk])
    assert goed(preventie.post(adres, nieuw))
    assert goed(
        preventie.post(
            adres,
            {"soort": "inzage", "kanaal": "brief", "ontvangen_op": "2026-01-05"}
            | dict.fromkeys(("verzoeker", "adres", "vraag"), raar),
        )
    )
    assert goed(preventie.get(reverse("casus:verzoeken")))
    assert not Vernietigingshandtekening.objects.exists()


@pytest.mark.parametrize("raar", RAAR)
def test_raar_op_een_verzoek(stad: Stad, als: Any, raar: str) -> None:
    casus = maak_tafel(stad)
    rij, open_ = in_beoordeling(stad, casus), registreer(stad)
    client = als(stad.preventie)
    for naam, wat in (
        ("verzoek_beginnen", {"identiteit": raar, "casus": raar, "vraag": raar}),
        ("verzoek_koppelen", {"casus": raar, "vraag": raar}),
        ("verzoek_verlengen", {"reden": raar}),
        ("verzoek_antwoorden", {"uitkomst": raar, "geven": [raar], "toelichting": raar, "gedaan": raar}),
        ("verzoek_ophalen", {"x": raar}),
    ):
        for pk in (rij.pk, open_.pk, uuid4()):
            assert goed(client.post(reverse(f"casus:{naam}", args=[pk]), wat)), naam
    gronden = {"grond": raar, "feiten": raar, "recht": raar, "meedelen": raar}
    assert goed(als(stad.dpo).post(reverse("casus:verzoek_gronden", args=[rij.pk]), gronden))
    antwoord = {f"mag_{uuid4()}": raar, "mag": raar, "reden": raar}
    vraag = raadpleging_van(stad.caw, rij)
    assert goed(als(stad.caw).post(reverse("casus:raadpleging", args=[vraag.pk]), antwoord))
    assert goed(als(stad.clb).post(reverse("casus:raadpleging", args=[vraag.pk]), antwoord))
    assert Betrokkenenverzoek.objects.count() == 2


@pytest.mark.parametrize("raar", RAAR)
def test_raar_in_de_zaal(stad: Stad, als: Any, raar: str) -> None:
    punt = maak_lopend_punt(stad)
    client = als(stad.preventie)
    concept = {
        "soort": "actie",
        "sleutel": str(uuid4()),
        "omschrijving": raar,
        "eigenaar": raar,
        "tegen": raar,
    }
    assert goed(client.post(reverse("casus:punt_concept", args=[punt.pk]), concept))
    assert goed(client.post(reverse("casus:punt_concept", args=[punt.pk]), concept | {"sleutel": raar}))
    # Wat half getypt is, toont de pagina weer; ook als het nergens op lijkt.
    assert goed(client.get(reverse("casus:overleg_leiden", args=[punt.overleg_id])))
    for naam in ("punt_aanwezigheid", "punt_bevestigen", "punt_besluit", "punt_actie", "punt_afronden"):
        adres = reverse(f"casus:{naam}", args=[punt.pk])
        wat = {
            "aanwezig": [raar],
            "stand": raar,
            "tekst": raar,
            "sleutel": raar,
            "tegen": raar,
            "eigenaar": raar,
        }
        assert goed(client.post(adres, wat)), naam
    notitie = {"soort": raar, "tekst": raar, "thema": raar, "sleutel": raar}
    assert goed(als(stad.caw).post(reverse("casus:voor_mij", args=[punt.casus_id]), notitie))
    for naam in (
        "draaiboek_schrijven",
        "draaiboek_herstellen",
        "livc_modaliteiten",
        "livc_modaliteiten_akkoord",
    ):
        wat = {"stap": raar, "praktijk": raar, "vragen": raar, "na_versie": raar, "tekst": raar}
        wat |= {"geldig_van": raar, "geldig_tot": raar, "versie": raar, "afdruk": raar}
        assert goed(client.post(reverse(f"casus:{naam}", args=[stad.livc.pk]), wat)), naam
    assert goed(client.post(reverse("casus:mijn_berichten"), {"agenda": raar}))
    assert Notitieconcept.objects.count() <= 1

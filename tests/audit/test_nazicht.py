"""Te bekijken: wat in de wachtrij komt, wie het nakijkt en wie niet, en dat elke stap een spoor nalaat."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from audit.aandacht import UITLEG, Aandacht
from audit.actions import nazicht
from audit.filters import Filter
from audit.models import Leidinggevende, Nagekeken, Regel, Wachtrij
from audit.selectors import nazicht as selectors
from audit.selectors.belang import belang
from audit.soorten import Soort
from tests.audit.hulp import gelezen
from tests.factories import Stad, maak_casus
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Systeemactor, leg_vast

type Als = Callable[[Gebruiker], Client]
OP_DE_MIDDAG = "2026-11-24 12:00+01:00"
pytestmark = [pytest.mark.time_machine(OP_DE_MIDDAG, tick=False)]


def schrijf_regel(
    stad: Stad, wie: Gebruiker, *aandacht: Aandacht, soort: Soort = Soort.CASUS_INGEZIEN
) -> UUID:
    return leg_vast(soort, actor=wie, livc_id=stad.livc.pk, aandacht=aandacht or (Aandacht.GEVOELIG,))


def adres(naam: str, stad: Stad, *args: UUID) -> str:
    return reverse(f"toezicht:{naam}", args=[stad.livc.pk, *args])


def wachtend() -> set[UUID]:
    return set(Wachtrij.objects.values_list("pk", flat=True))


def kijk_na(
    stad: Stad, *regels: UUID, wie: Gebruiker | None = None, notitie: str = "Past bij het overleg."
) -> int:
    return nazicht.kijk_na(stad.livc, actor=wie or stad.toezicht, regels=regels, notitie=notitie)


# -- de wachtrij ------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_alleen_wat_een_reden_heeft_wacht(stad: Stad) -> None:
    met = schrijf_regel(stad, stad.politie)
    leg_vast(Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk)
    assert wachtend() == {met}


def test_wie_mag_ziet_de_rij_blind(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    leg_vast(
        Soort.NOODTOEGANG_INGEZIEN,
        actor=stad.clb,
        livc_id=stad.livc.pk,
        dossier_id=casus.pk,
        referentie=casus.referentie,
    )
    rij = Wachtrij.objects.get()
    pagina = als(stad.toezicht).get(adres("nazicht", stad)).content.decode()
    assert all(tekst in pagina for tekst in (rij.actor_code, rij.casus_code, str(Aandacht.NOOD.label)))
    assert "Clara" not in pagina
    assert casus.referentie not in pagina


@pytest.mark.regel("LR-58")
def test_de_bladzijde_legt_elke_reden_uit_en_rangschikt_niemand(stad: Stad, als: Als) -> None:
    eerst, dan = schrijf_regel(stad, stad.politie, Aandacht.NOOD), schrijf_regel(stad, stad.caw)
    antwoord = als(stad.toezicht).get(adres("nazicht", stad))
    assert [rij.pk for rij in antwoord.context["blad"].rijen] == [dan, eerst]
    assert len(antwoord.context["uitleg"]) == len(UITLEG)


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("reden=nood", {"nood"}),
        ("reden=gevoelig", {"gewoon"}),
        ("soort=noodtoegang.*", {"nood"}),
        ("van=2026-11-24&tot=2026-11-24", {"nood", "gewoon"}),
        ("tot=2026-11-23", set()),
        ("van=2026-11-25", set()),
    ],
)
def test_filteren(stad: Stad, als: Als, vraag: str, verwacht: set[str]) -> None:
    regels = {
        schrijf_regel(stad, stad.politie): "gewoon",
        leg_vast(Soort.NOODTOEGANG_GEOPEND, actor=stad.clb, livc_id=stad.livc.pk): "nood",
    }
    blad = als(stad.toezicht).get(f"{adres('nazicht', stad)}?{vraag}").context["blad"]
    assert {regels[rij.pk] for rij in blad.rijen} == verwacht


def test_geen_reden_is_een_deel_van_een_andere() -> None:
    """Filteren zoekt het woord in de lijst met komma's."""
    assert not [(a, b) for a in Aandacht for b in Aandacht if a != b and a.value in b.value]


@pytest.mark.regel("LR-57")
def test_filteren_op_een_code_is_zelf_een_inzage(stad: Stad, als: Als) -> None:
    schrijf_regel(stad, stad.caw)
    eigen = Wachtrij.objects.get(pk=schrijf_regel(stad, stad.politie))
    antwoord = als(stad.toezicht).get(f"{adres('nazicht', stad)}?persoon={eigen.actor_hex}")
    assert [rij.pk for rij in antwoord.context["blad"].rijen] == [eigen.pk]
    assert Regel.objects.filter(soort=Soort.TOEZICHT_LIJST_INGEZIEN).count() == 1


def test_onzin_in_het_adres_filtert_niet_en_breekt_niets(stad: Stad, als: Als) -> None:
    schrijf_regel(stad, stad.caw)
    antwoord = als(stad.toezicht).get(
        f"{adres('nazicht', stad)}?persoon=x&van=gisteren&na=%00&soort=bestaat.niet"
    )
    assert len(antwoord.context["blad"].rijen) == 1


def test_een_bladzijde_heeft_vijftig_regels_en_telt_tot_honderd(
    stad: Stad, als: Als, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _nummer in range(102):
        schrijf_regel(stad, stad.caw)
    client = als(stad.toezicht)
    with django_assert_num_queries(10):
        antwoord = client.get(adres("nazicht", stad))
    blad = antwoord.context["blad"]
    assert len(blad.rijen) == 50
    assert "Meer dan 100" in antwoord.content.decode()
    tweede = client.get(adres("nazicht", stad), {"na": blad.volgende}).context["blad"]
    assert not {rij.pk for rij in tweede.rijen} & {rij.pk for rij in blad.rijen}
    derde = client.get(adres("nazicht", stad), {"na": tweede.volgende}).context["blad"]
    assert (len(tweede.rijen), len(derde.rijen), derde.volgende) == (50, 2, "")


# -- nakijken ---------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_afvinken_geeft_elke_regel_een_eigen_spoor(stad: Stad) -> None:
    regels = [schrijf_regel(stad, stad.politie), schrijf_regel(stad, stad.caw)]
    assert kijk_na(stad, *regels) == 2
    assert wachtend() == set()
    assert set(Nagekeken.objects.values_list("regel_id", "uitkomst")) == {(pk, "geen_vraag") for pk in regels}
    spoor = Regel.objects.filter(soort=Soort.TOEZICHT_NAGEKEKEN)
    assert {gelezen(regel)["feiten"]["regel"] for regel in spoor} == {str(pk) for pk in regels}
    assert {gelezen(regel)["reden"] for regel in spoor} == {"Past bij het overleg."}


def test_langs_de_bladzijde_met_vinkjes(stad: Stad, als: Als) -> None:
    regels = [schrijf_regel(stad, stad.politie) for _nummer in range(3)]
    client = als(stad.toezicht)
    antwoord = client.post(
        adres("nazicht", stad) + "?reden=gevoelig", {"regel": regels[:2], "notitie": "Overleg."}
    )
    assert antwoord["Location"] == adres("nazicht", stad) + "?reden=gevoelig"
    assert wachtend() == {regels[2]}


@pytest.mark.parametrize(
    "post", [{}, {"regel": ["geen-nummer"], "notitie": "x"}, {"notitie": "x"}, {"regel": [str(UUID(int=1))]}]
)
def test_slechte_invoer_krijgt_een_melding_bij_het_veld(stad: Stad, als: Als, post: dict[str, Any]) -> None:
    schrijf_regel(stad, stad.politie)
    antwoord = als(stad.toezicht).post(adres("nazicht", stad), post)
    assert antwoord.status_code == 200
    assert "foutlijst" in antwoord.content.decode()
    assert not Nagekeken.objects.exists()


def test_een_tweede_keer_geeft_een_melding_en_geen_tweede_rij(stad: Stad) -> None:
    regel = schrijf_regel(stad, stad.politie)
    kijk_na(stad, regel)
    with pytest.raises(NietVoldaan, match="al nagekeken"):
        kijk_na(stad, regel, wie=stad.dpo)
    assert Regel.objects.filter(soort=Soort.TOEZICHT_NAGEKEKEN).count() == 1


def test_hoogstens_vijftig_samen(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="hoogstens 50"):
        kijk_na(stad, *(UUID(int=nummer) for nummer in range(51)))


@pytest.mark.regel("LR-05")
def test_een_regel_van_een_ander_livc_bestaat_niet(stad: Stad, anderstad: Stad) -> None:
    elders = schrijf_regel(anderstad, anderstad.politie)
    with pytest.raises(NietVoldaan):
        kijk_na(stad, elders)
    assert wachtend() == {elders}


def test_nakijken_in_de_avond_maakt_geen_nieuw_nazicht(stad: Stad, time_machine: Any) -> None:
    regel = schrijf_regel(stad, stad.politie)
    time_machine.move_to("2026-11-24 22:00+01:00", tick=False)
    kijk_na(stad, regel)
    assert wachtend() == set()


# -- niet uw eigen handelingen, en niet die van uw leidinggevende -------------------------------------------------------


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize("wie", ["toezicht", "burgemeester"])
def test_niemand_kijkt_zichzelf_of_zijn_leidinggevende_na(stad: Stad, wie: str) -> None:
    nazicht.verklaar_leidinggevende(stad.livc, actor=stad.toezicht, leidinggevende=stad.burgemeester.pk)
    verboden, mag = schrijf_regel(stad, getattr(stad, wie)), schrijf_regel(stad, stad.politie)
    with pytest.raises(NietVoldaan, match="Een collega van het toezicht") as fout:
        kijk_na(stad, mag, verboden)
    assert fout.value.regel == "LR-57"
    assert {mag, verboden} <= wachtend()
    kijk_na(stad, verboden, wie=stad.dpo)
    assert verboden not in wachtend()


@pytest.mark.regel("LR-57")
def test_wat_voor_een_collega_is_staat_apart(stad: Stad, als: Als) -> None:
    eigen, ander = schrijf_regel(stad, stad.toezicht), schrijf_regel(stad, stad.politie)
    client = als(stad.toezicht)
    assert [rij.pk for rij in client.get(adres("nazicht", stad)).context["blad"].rijen] == [ander]
    antwoord = client.get(adres("nazicht", stad) + "?voor=collega")
    assert [rij.pk for rij in antwoord.context["blad"].rijen] == [eigen]
    assert 'type="checkbox"' not in antwoord.content.decode()


@pytest.mark.regel("LR-57")
def test_eerst_zeggen_wie_uw_leidinggevende_is(stad: Stad, als: Als) -> None:
    Leidinggevende.objects.all().delete()
    regel, client = schrijf_regel(stad, stad.politie), als(stad.toezicht)
    with pytest.raises(NietVoldaan, match="Zeg eerst"):
        kijk_na(stad, regel)
    assert adres("leidinggevende", stad) in client.get(adres("nazicht", stad)).content.decode()
    client.post(adres("leidinggevende", stad), {"leidinggevende": str(stad.burgemeester.pk)})
    assert kijk_na(stad, regel) == 1
    assert gelezen(Regel.objects.get(soort=Soort.TOEZICHT_LEIDINGGEVENDE))["feiten"] == {
        "leidinggevende": str(stad.burgemeester.pk)
    }


def test_een_vorige_leidinggevende_blijft_tellen(stad: Stad) -> None:
    for baas in (stad.burgemeester, stad.preventie):
        nazicht.verklaar_leidinggevende(stad.livc, actor=stad.toezicht, leidinggevende=baas.pk)
    assert len(belang(stad.livc, stad.toezicht).leiding) == 2


@pytest.mark.parametrize("gekozen", ["toezicht", "buur", "geen"])
def test_uzelf_een_vreemde_of_tweemaal_hetzelfde_gaat_niet(
    stad: Stad, anderstad: Stad, als: Als, gekozen: str
) -> None:
    keuze = {"toezicht": stad.toezicht.pk, "buur": anderstad.politie.pk, "geen": "geen"}[gekozen]
    als(stad.toezicht).post(adres("leidinggevende", stad), {"leidinggevende": str(keuze)})
    assert Leidinggevende.objects.filter(gebruiker=stad.toezicht).count() == 1


def test_een_taak_telt_niet_als_een_mens(stad: Stad) -> None:
    pk = leg_vast(Soort.SLEUTEL_HERWIKKELD, actor=Systeemactor("proef"), livc_id=stad.livc.pk)
    assert selectors.persoon_achter(stad.livc, Regel.objects.get(pk=pk)) is None
    assert kijk_na(stad, pk) == 1


# -- de databank ------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_de_wachtrij_is_niet_leeg_te_maken_met_eigen_sql(stad: Stad) -> None:
    regel = schrijf_regel(stad, stad.politie)
    afvinken = """INSERT INTO audit_nagekeken (regel_id, livc_id, gebruiker_id, op, uitkomst)
        VALUES (%s, %s, %s, %s, 'geen_vraag')"""
    for wie in (stad.toezicht, stad.politie, stad.beheer, None):
        assert geweigerd(wie, "DELETE FROM audit_wachtrij")
        assert geweigerd(wie, "UPDATE audit_wachtrij SET kenmerken = ''")
    for wie in (stad.politie, stad.beheer, stad.burgemeester):
        assert geweigerd(wie, afvinken, regel, stad.livc.pk, wie.pk, timezone.now())
    # In naam van een collega, over een regel die er niet is, of met een datum van toen: ook het toezicht niet.
    assert geweigerd(stad.toezicht, afvinken, regel, stad.livc.pk, stad.dpo.pk, timezone.now())
    assert geweigerd(stad.toezicht, afvinken, UUID(int=1), stad.livc.pk, stad.toezicht.pk, timezone.now())
    assert geweigerd(stad.toezicht, afvinken, regel, stad.livc.pk, stad.toezicht.pk, "2026-01-01")
    assert wachtend() == {regel}
    assert schrijf(stad.toezicht, afvinken, regel, stad.livc.pk, stad.toezicht.pk, timezone.now()) == 1
    assert geweigerd(stad.toezicht, "DELETE FROM audit_nagekeken")


@pytest.mark.regel("LR-57")
def test_alleen_het_toezicht_leest_wie_keek_en_wie_wiens_leidinggevende_is(
    stad: Stad, anderstad: Stad
) -> None:
    kijk_na(stad, schrijf_regel(stad, stad.politie))
    schrijf_regel(stad, stad.caw)
    for tabel in ("audit_wachtrij", "audit_nagekeken", "audit_leidinggevende"):
        vraag = f"SELECT 1 FROM {tabel} WHERE livc_id = %s"
        assert lees(stad.dpo, vraag, stad.livc.pk), tabel
        for wie in (stad.burgemeester, stad.politie, stad.beheer, stad.caw, anderstad.toezicht, None):
            assert not lees(wie, vraag, stad.livc.pk), tabel


def test_niemand_verklaart_iets_in_naam_van_een_ander(stad: Stad) -> None:
    verklaar = """INSERT INTO audit_leidinggevende (id, livc_id, gebruiker_id, leidinggevende_id, verklaard_op)
        VALUES (gen_random_uuid(), %s, %s, %s, %s)"""
    nu = timezone.now()
    assert geweigerd(stad.toezicht, verklaar, stad.livc.pk, stad.dpo.pk, stad.politie.pk, nu)
    assert geweigerd(stad.politie, verklaar, stad.livc.pk, stad.politie.pk, stad.caw.pk, nu)
    assert geweigerd(stad.toezicht, "DELETE FROM audit_leidinggevende")
    with pytest.raises(ProgrammingError):
        schrijf(stad.toezicht, "UPDATE audit_leidinggevende SET leidinggevende_id = NULL")


def test_de_rij_leest_langs_haar_index_ook_met_een_bladwijzer(stad: Stad) -> None:
    """Zonder de eerste helft van de bladwijzer begint de databank telkens vooraan."""
    from audit.filters import Bladwijzer

    na = Bladwijzer(timezone.now(), UUID(int=5))
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
        )
        plan = (
            selectors.wachtrij(stad.livc, Filter()).filter(na.als_q()).order_by("-tijdstip", "-id").explain()
        )
    assert "wachtrij_tijdstip" in plan
    assert "tijdstip <=" in plan.split("Filter:")[0]

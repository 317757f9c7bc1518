"""De terugkoppelingsfiche: alleen wat vrij is, alleen met ieders ja op precies die tekst (LR-40, LR-41, LR-42)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.eigen import TELT
from audit.models import Regel
from casus.actions import deelname, ficheantwoord, ficheoverdracht
from casus.actions import fiche as acties
from casus.actions import inbreng as inbrengen
from casus.bestemmelingen import Bestemmeling
from casus.databank import Telling
from casus.models import (
    Agendapunt,
    Casus,
    Fichegoedkeurder,
    Ficheoverdracht,
    Ficheraking,
    Overgenomen,
    Overleg,
    Relatie,
    Terugkoppelingsfiche,
)
from casus.selectors import fiche as selectors
from tests.casus.fichehulp import Ficheplek, antwoorden, maak_plek, vers
from tests.casus.hulp_inbreng import maak_inbreng
from tests.factories import Stad, geef_rol
from toegang import identiteit, toekenningen
from toegang.models import Lidmaatschap, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


@pytest.fixture
def plek(stad: Stad) -> Ficheplek:
    return maak_plek(stad)


def soorten() -> list[str]:
    return [
        s
        for s in Regel.objects.order_by("tijdstip").values_list("soort", flat=True)
        if s.startswith("fiche.")
    ]


def maak_over(plek: Ficheplek, fiche: Terugkoppelingsfiche, naar: str = "ocad", **anders: object) -> object:
    waarden = {"actor": plek.stad.politie, "pk": fiche.pk, "bestemmeling": naar, "hash": fiche.hash}
    return ficheoverdracht.maak_over(**(waarden | anders))  # type: ignore[arg-type]


@pytest.mark.regel("LR-40", "LR-41")
def test_ieders_ja_en_dan_maakt_de_politie_over(plek: Ficheplek) -> None:
    fiche = plek.voorgelegd()
    assert set(antwoorden(fiche)) == {wie.naam for wie in plek.aanwezig}
    for wie in plek.aanwezig:
        assert vers(fiche).staat == "ter_goedkeuring"
        ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
    assert vers(fiche).staat == "vrijgegeven"
    overdracht = maak_over(plek, fiche)
    assert isinstance(overdracht, Ficheoverdracht)
    assert (vers(fiche).staat, overdracht.hash, overdracht.bestemmeling) == (
        "overgemaakt",
        fiche.hash,
        "ocad",
    )
    assert soorten()[-2:] == ["fiche.vrijgegeven", "fiche.overgemaakt"]


@pytest.mark.regel("LR-41")
def test_een_neen_houdt_ze_tegen_en_wijzigen_wist_elk_antwoord(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    for wie in (stad.burgemeester, stad.politie, stad.caw):
        ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
    ficheantwoord.weiger(actor=stad.clb, pk=fiche.pk, hash=fiche.hash, reden="Te veel.")
    assert vers(fiche).staat == "geblokkeerd"
    with pytest.raises(NietVoldaan, match="niet meer voor"):
        ficheantwoord.keur_goed(actor=stad.preventie, pk=fiche.pk, hash=fiche.hash)
    acties.herwerk(actor=stad.preventie, pk=fiche.pk)
    assert (vers(fiche).hash, vers(fiche).tekst) == ("", {})
    acties.leg_voor(actor=stad.preventie, pk=fiche.pk)
    opnieuw = vers(fiche)
    assert opnieuw.hash != fiche.hash
    assert set(antwoorden(opnieuw).values()) == {""}


@pytest.mark.regel("LR-41")
def test_een_antwoord_dat_ontbreekt_houdt_ze_tegen(plek: Ficheplek) -> None:
    fiche = plek.voorgelegd()
    for wie in plek.aanwezig[:-1]:
        ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
    assert vers(fiche).staat == "ter_goedkeuring"
    with pytest.raises(NietVoldaan):
        maak_over(plek, fiche)


@pytest.mark.regel("LR-41")
def test_alleen_wie_erbij_was_antwoordt_en_maar_een_keer(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    with pytest.raises(Verboden):
        ficheantwoord.keur_goed(actor=stad.jeugdwerk, pk=fiche.pk, hash=fiche.hash)
    with pytest.raises(Verborgen):
        ficheantwoord.keur_goed(actor=stad.toezicht, pk=fiche.pk, hash=fiche.hash)
    ficheantwoord.keur_goed(actor=stad.caw, pk=fiche.pk, hash=fiche.hash)
    with pytest.raises(NietVoldaan, match="al een antwoord"):
        ficheantwoord.keur_goed(actor=stad.caw, pk=fiche.pk, hash=fiche.hash)
    assert soorten().count("fiche.beantwoord") == 1


@pytest.mark.regel("LR-41")
def test_een_vingerafdruk_van_een_andere_tekst_telt_niet(plek: Ficheplek) -> None:
    fiche = plek.voorgelegd()
    with pytest.raises(NietVoldaan, match="niet meer voor"):
        ficheantwoord.keur_goed(actor=plek.stad.caw, pk=fiche.pk, hash="0" * 64)
    oud = fiche.hash
    acties.herwerk(actor=plek.stad.preventie, pk=fiche.pk)
    acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    with pytest.raises(NietVoldaan, match="niet meer voor"):
        ficheantwoord.keur_goed(actor=plek.stad.caw, pk=fiche.pk, hash=oud)


@pytest.mark.regel("LR-41")
def test_wie_terugkomt_op_zijn_ja_houdt_ze_alsnog_tegen(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    ficheantwoord.weiger(actor=plek.stad.caw, pk=fiche.pk, hash=fiche.hash)
    assert vers(fiche).staat == "geblokkeerd"
    with pytest.raises(NietVoldaan):
        maak_over(plek, fiche)


@pytest.mark.regel("LR-21", "LR-41")
def test_een_ja_van_wie_zich_daarna_terugtrok_telt_niet(plek: Ficheplek) -> None:
    fiche, stad = plek.vrijgegeven(), plek.stad
    deelname.trek_terug(actor=stad.caw, pk=plek.casus.deelname_set.get(gebruiker=stad.caw).pk)
    with identiteit.als(stad.burgemeester):
        assert selectors.merk(vers(fiche)).soort == "stop"
    with pytest.raises(NietVoldaan, match="niet meer lezen"):
        maak_over(plek, fiche)
    assert not Ficheoverdracht.objects.exists()


@pytest.mark.regel("LR-23", "LR-41")
def test_wie_uitgesloten_werd_kan_niet_goedkeuren_en_houdt_ze_tegen(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    toekenningen.sluit_uit(stad.clb, plek.casus)
    with pytest.raises(Verborgen):
        ficheantwoord.keur_goed(actor=stad.clb, pk=fiche.pk, hash=fiche.hash)
    for wie in plek.aanwezig[:-1]:
        ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
    assert vers(fiche).staat == "ter_goedkeuring"


@pytest.mark.regel("LR-41")
@pytest.mark.parametrize(("punt", "overleg"), [("besproken", "bezig"), ("verdaagd", "afgerond")])
def test_pas_na_bespreking_en_slot(plek: Ficheplek, punt: str, overleg: str) -> None:
    Agendapunt.objects.filter(pk=plek.punt.pk).update(staat=punt)
    Overleg.objects.filter(pk=plek.punt.overleg_id).update(staat=overleg)
    with pytest.raises(NietVoldaan) as fout:
        plek.concept()
    assert fout.value.regel == "LR-41"


@pytest.mark.regel("LR-42")
def test_zonder_evaluatie_van_de_opvolging_kan_ze_niet_voorliggen(plek: Ficheplek) -> None:
    fiche = plek.concept(evaluaties=[])
    with pytest.raises(NietVoldaan) as fout:
        acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    assert (fout.value.regel, fout.value.veld) == ("LR-42", "evaluaties")


@pytest.mark.regel("LR-42")
@pytest.mark.parametrize(
    "anders", [{"niveau": "geheim"}, {"doorgave": False}, {"publiek": "kern"}, {"staat": "concept"}]
)
def test_wat_niet_vrij_is_staat_niet_in_de_keuze_en_kan_er_niet_in(
    plek: Ficheplek, anders: dict[str, object]
) -> None:
    vrij = {"niveau": "vrijgegeven", "doorgave": True, "publiek": "tafel", "tekst": "Iets heel anders."}
    rij = maak_inbreng(plek.casus, plek.stad.caw, **(vrij | anders))
    fiche = acties.begin(actor=plek.stad.preventie, punt_pk=plek.punt.pk)
    assert list(selectors.kiesbare_inbreng(plek.stad.preventie, fiche)) == [plek.vrij]
    with pytest.raises(NietVoldaan, match="niet meer in deze fiche"):
        acties.bewaar(actor=plek.stad.preventie, pk=fiche.pk, **plek.keuze(inbrengen=[rij.pk]))


@pytest.mark.regel("LR-42")
def test_een_tekst_te_dicht_bij_een_geheim_wordt_geweigerd_en_genoteerd(plek: Ficheplek) -> None:
    stad = plek.stad
    fiche = plek.concept(slot="Er is ook sprake van een zekere Karim.")
    assert acties.leg_voor(actor=stad.preventie, pk=fiche.pk).geraakt
    assert vers(fiche).staat == "concept"
    assert soorten()[-1] == "fiche.geraakt"
    assert [rij.auteur for rij in Ficheraking.objects.all()] == [stad.clb]
    assert [r.wie for r in selectors.rakingen(stad.burgemeester, plek.casus)] == [stad.clb.naam]
    assert [r.eigen for r in selectors.rakingen(stad.clb, plek.casus)] == [True]
    for ander in (stad.preventie, stad.politie, stad.caw, stad.jeugdwerk):
        assert selectors.rakingen(ander, plek.casus) == []


@pytest.mark.regel("LR-42")
@pytest.mark.parametrize("publiek", ["tafel", "kern"])
def test_ook_een_geheim_uit_een_ander_livc_wordt_vergeleken(plek: Ficheplek, publiek: str) -> None:
    stad = plek.stad
    Casus.objects.update(casusregisseur=stad.caw)  # leest niet wat alleen voor de kern is
    neem_over(plek, publiek=publiek)
    fiche = plek.concept(slot="Hij hangt rond bij garage Lambik.")
    assert acties.leg_voor(actor=stad.caw, pk=fiche.pk).geraakt
    assert [rij.auteur for rij in Ficheraking.objects.all()] == [None]
    assert [r.wie for r in selectors.rakingen(stad.burgemeester, plek.casus)] == ["iemand uit een ander LIVC"]
    for ander in (stad.preventie, stad.politie, stad.caw, stad.clb):
        assert selectors.rakingen(ander, plek.casus) == []


@pytest.mark.regel("LR-32", "LR-42")
@pytest.mark.parametrize(
    ("anders", "geheim"),
    [({"doorgave": True}, False), ({}, True), ({"doorgave": True, "publiek": "kern"}, True)],
)
def test_een_ja_voor_de_overdracht_is_geen_ja_voor_de_fiche(
    plek: Ficheplek, anders: dict[str, object], geheim: bool
) -> None:
    stuk = neem_over(plek, niveau="vrijgegeven", **anders)
    fiche = plek.concept(slot="Hij hangt rond bij garage Lambik.")
    assert acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk).geraakt is geheim
    assert (stuk in Overgenomen.objects.geheim()) is geheim


@pytest.mark.regel("LR-42")
@pytest.mark.parametrize("hoe", ["relatie", "eigen inbreng", "woonplaats"])
def test_wie_opstelt_maakt_een_geheim_niet_zelf_bekend(plek: Ficheplek, hoe: str) -> None:
    stad, zin = plek.stad, "Karim verkoopt cannabis aan de schoolpoort"
    bij = {"casus": plek.casus, "livc": stad.livc}
    if hoe == "relatie":
        Relatie.objects.create(**bij, naam="Karim", verband=zin)
    elif hoe == "eigen inbreng":
        maak_inbreng(plek.casus, stad.preventie, tekst=zin, niveau="vrijgegeven", doorgave=True)
    else:
        persoon = plek.casus.betrokkene_set.get()
        persoon.gemeente = f"Voorbeeldegem, en zijn neef {zin}, al heel lang en elke dag van de week opnieuw"
        persoon.save()
    fiche = plek.concept(slot="" if hoe == "woonplaats" else "Karim staat aan de schoolpoort.")
    assert acties.leg_voor(actor=stad.preventie, pk=fiche.pk).geraakt


def neem_over(plek: Ficheplek, **anders: object) -> Overgenomen:
    inhoud = {"tekst": "Hij werkt in het zwart bij garage Lambik."}
    velden: dict[str, object] = {"soort": "inbreng", "niveau": "geheim", "inhoud": inhoud}
    return Overgenomen.objects.create(casus=plek.casus, livc=plek.stad.livc, **(velden | anders))  # type: ignore[misc]


@pytest.mark.regel("LR-42")
def test_na_drie_weigeringen_is_het_die_dag_gedaan(plek: Ficheplek) -> None:
    fiche = plek.concept(slot="Karim.")
    for _i in range(3):
        assert acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk).geraakt
    with pytest.raises(NietVoldaan, match="morgen"):
        acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    Ficheraking.objects.update(aangemaakt=timezone.now() - timedelta(hours=25))
    assert acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk).geraakt


@pytest.mark.regel("LR-32", "LR-42")
@pytest.mark.parametrize("hoe", ["intrekken", "geheim", "geen doorgave", "kern"])
def test_een_bron_die_wegvalt_houdt_ze_tegen_en_haalt_de_tekst_weg(plek: Ficheplek, hoe: str) -> None:
    fiche, caw = plek.vrijgegeven(), plek.stad.caw
    if hoe == "intrekken":
        inbrengen.trek_in(actor=caw, pk=plek.vrij.pk)
    else:
        keuze = {"niveau": "vrijgegeven", "publiek": "tafel", "lezers": [], "doorgave": True} | {
            "geheim": {"niveau": "geheim", "doorgave": False},
            "geen doorgave": {"doorgave": False},
            "kern": {"publiek": "kern", "niveau": "geheim", "doorgave": False},
        }[hoe]
        inbrengen.pas_aan(actor=caw, pk=plek.vrij.pk, **keuze)  # type: ignore[arg-type]
    assert (vers(fiche).staat, vers(fiche).tekst) == ("geblokkeerd", {})
    with pytest.raises(NietVoldaan):
        maak_over(plek, fiche)


@pytest.mark.regel("LR-40")
@pytest.mark.parametrize(("dagen", "geldt"), [(-1, False), (0, True), (10, True), (11, False)])
def test_een_bestemmeling_geldt_van_en_tot_en_met_haar_dagen(dagen: int, geldt: bool) -> None:
    begin = timezone.localdate()
    dienst = Bestemmeling("x", "x", geldig_van=begin, geldig_tot=begin + timedelta(days=10))
    assert dienst.geldt(begin + timedelta(days=dagen)) is geldt


@pytest.mark.regel("LR-32", "LR-42")
def test_wat_de_auteur_terugnam_komt_niet_meer_voor_te_liggen(plek: Ficheplek) -> None:
    fiche = plek.concept()
    inbrengen.trek_in(actor=plek.stad.caw, pk=plek.vrij.pk)
    with pytest.raises(NietVoldaan, match="niet meer vrijgegeven") as fout:
        acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    assert (fout.value.regel, fout.value.veld) == ("LR-42", "inbrengen")
    assert vers(fiche).staat == "concept"


@pytest.mark.regel("LR-32", "LR-42")
def test_ook_uit_een_geweigerde_fiche_verdwijnt_wat_de_auteur_terugneemt(plek: Ficheplek) -> None:
    fiche = plek.voorgelegd()
    ficheantwoord.weiger(actor=plek.stad.clb, pk=fiche.pk, hash=fiche.hash)
    assert vers(fiche).tekst
    inbrengen.trek_in(actor=plek.stad.caw, pk=plek.vrij.pk)
    assert not vers(fiche).tekst


@pytest.mark.regel("LR-42")
def test_een_geheim_dat_er_later_bijkomt_houdt_het_overmaken_tegen(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    maak_inbreng(plek.casus, plek.stad.jeugdwerk, tekst=plek.evaluatie.tekst.upper())
    assert maak_over(plek, fiche) is None
    assert (vers(fiche).staat, Ficheraking.objects.get().auteur) == ("vrijgegeven", plek.stad.jeugdwerk)


@pytest.mark.regel("LR-40")
def test_alleen_de_politie_met_geldige_machtiging_maakt_over(plek: Ficheplek) -> None:
    fiche, stad = plek.vrijgegeven(), plek.stad
    for ander in (stad.burgemeester, stad.preventie, stad.caw):
        with pytest.raises(Verboden):
            maak_over(plek, fiche, actor=ander)
    Lidmaatschap.objects.filter(rol="politie").update(machtiging_tot=timezone.localdate())
    with pytest.raises(Verborgen):
        maak_over(plek, fiche)


@pytest.mark.regel("LR-40")
def test_alleen_naar_een_dienst_van_de_lijst_en_een_keer(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    with pytest.raises(NietVoldaan) as fout:
        maak_over(plek, fiche, "staatsblad")
    assert fout.value.regel == "LR-40"
    assert maak_over(plek, fiche)
    with pytest.raises(NietVoldaan, match="al naar deze"):
        maak_over(plek, fiche)
    assert maak_over(plek, fiche, "vsse")
    assert soorten().count("fiche.overgemaakt") == 2


@pytest.mark.regel("LR-40", "LR-41")
def test_een_tekst_die_iemand_in_de_databank_verwisselt_gaat_niet_weg(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    fiche.tekst = fiche.tekst | {"delen": [{"kop": "", "alineas": ["Iets anders."]}]}
    fiche.save(update_fields=["tekst"])
    with pytest.raises(NietVoldaan, match="vingerafdruk"):
        maak_over(plek, fiche)


@pytest.mark.regel("LR-40")
def test_na_het_overmaken_ligt_alles_vast(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    maak_over(plek, fiche)
    with pytest.raises(NietVoldaan):
        acties.herwerk(actor=plek.stad.preventie, pk=fiche.pk)
    with pytest.raises(NietVoldaan):
        ficheantwoord.weiger(actor=plek.stad.caw, pk=fiche.pk, hash=fiche.hash)


@pytest.mark.regel("LR-40")
def test_de_pdf_is_er_pas_na_het_overmaken_en_alleen_voor_de_politie(plek: Ficheplek) -> None:
    fiche, stad = plek.vrijgegeven(), plek.stad
    overdracht = maak_over(plek, fiche)
    assert isinstance(overdracht, Ficheoverdracht)
    _rij, pdf = ficheoverdracht.haal_pdf(actor=stad.politie, pk=overdracht.pk)
    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid" in pdf
    assert soorten()[-1] == "fiche.afgehaald"
    with pytest.raises(Verboden):
        ficheoverdracht.haal_pdf(actor=stad.preventie, pk=overdracht.pk)
    with pytest.raises(Verborgen):
        ficheoverdracht.haal_pdf(actor=stad.toezicht, pk=overdracht.pk)


@pytest.mark.regel("LR-20", "LR-41")
def test_alleen_de_burgemeester_leest_een_reden_en_een_telling(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    ficheantwoord.weiger(actor=stad.clb, pk=fiche.pk, hash=fiche.hash, reden="Mijn reden.")
    with identiteit.als(stad.burgemeester):
        bij_burgemeester = selectors.ficheblad(stad.burgemeester, vers(fiche)).antwoorden
    assert bij_burgemeester is not None
    assert bij_burgemeester.redenen == [(stad.clb.naam, "Mijn reden.")]
    assert bij_burgemeester.telling == Telling(len(plek.aanwezig), ja=0, nee=1)
    for ander in (stad.politie, stad.preventie, stad.caw, stad.jeugdwerk):
        assert selectors.ficheblad(ander, vers(fiche)).antwoorden is None


@pytest.mark.regel("LR-20", "LR-22")
def test_een_neen_zonder_reden_en_een_stilte_hebben_voor_de_burgemeester_geen_naam(
    plek: Ficheplek, als: Any
) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    ficheantwoord.keur_goed(actor=stad.caw, pk=fiche.pk, hash=fiche.hash)
    ficheantwoord.weiger(actor=stad.clb, pk=fiche.pk, hash=fiche.hash)
    tekst = als(stad.burgemeester).get(reverse("casus:fiche", args=[fiche.pk])).text
    assert f"Goedgekeurd: 1 van {len(plek.aanwezig)}. Niet goedgekeurd: 1." in tekst
    for wie in (stad.caw, stad.clb, stad.politie, stad.preventie):
        assert wie.naam not in tekst


@pytest.mark.regel("LR-20")
def test_het_logboek_zegt_niet_wie_neen_zei(plek: Ficheplek) -> None:
    stad, sporen = plek.stad, []
    fiche = plek.voorgelegd()
    for zeg in (ficheantwoord.keur_goed, ficheantwoord.weiger):
        voor = set(Regel.objects.values_list("pk", flat=True))
        zeg(actor=stad.clb, pk=fiche.pk, hash=fiche.hash)
        sporen.append(list(Regel.objects.exclude(pk__in=voor).values_list("soort", flat=True)))
    assert sporen == [["fiche.beantwoord"]] * 2


@pytest.mark.regel("LR-41")
def test_een_tekst_die_niet_bij_haar_vingerafdruk_past_keurt_niemand_goed(plek: Ficheplek) -> None:
    fiche = plek.voorgelegd()
    fiche.tekst["delen"][0]["alineas"].append("Bijgeschreven.")
    fiche.save(update_fields=["tekst"])
    with pytest.raises(NietVoldaan, match="vingerafdruk"):
        ficheantwoord.keur_goed(actor=plek.stad.caw, pk=fiche.pk, hash=fiche.hash)


@pytest.mark.regel("LR-32", "LR-41")
@pytest.mark.parametrize("hoe", ["bron", "weg"])
def test_de_pdf_komt_alleen_zolang_alles_klopt(plek: Ficheplek, hoe: str) -> None:
    overdracht = maak_over(plek, plek.vrijgegeven())
    assert isinstance(overdracht, Ficheoverdracht)
    if hoe == "bron":
        inbrengen.trek_in(actor=plek.stad.caw, pk=plek.vrij.pk)
    else:
        toekenningen.sluit_uit(plek.stad.clb, plek.casus)
    with pytest.raises(NietVoldaan) as fout:
        ficheoverdracht.haal_pdf(actor=plek.stad.politie, pk=overdracht.pk)
    assert fout.value.regel == "LR-41"


@pytest.mark.parametrize("teken", ["😀", "\x07", "中"])
def test_wat_niet_gedrukt_kan_worden_houdt_het_voorleggen_tegen_aan_zijn_veld(
    plek: Ficheplek, teken: str
) -> None:
    fiche = plek.concept(slot=f"Het gaat goed {teken}.")
    with pytest.raises(NietVoldaan, match="niet gedrukt") as fout:
        acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    assert fout.value.veld == "slot"
    assert vers(fiche).staat == "concept"


def test_een_gekozen_stuk_of_een_naam_die_niet_gedrukt_kan_worden_zegt_waar_het_staat(
    plek: Ficheplek,
) -> None:
    plek.besluit.tekst = "CAW volgt op 中."
    plek.besluit.save()
    fiche = plek.concept()
    with pytest.raises(NietVoldaan, match="een stuk dat u koos") as fout:
        acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    assert fout.value.veld == "besluiten"
    persoon = plek.casus.betrokkene_set.get()
    persoon.naam = "王小明"
    persoon.save()
    with pytest.raises(NietVoldaan, match="naam of de gemeente van de persoon") as fout:
        acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    assert fout.value.veld == ""


@pytest.mark.regel("LR-40")
def test_een_naam_uit_een_ander_alfabet_raakt_tot_in_de_pdf(plek: Ficheplek) -> None:
    """Ook als het LIVC zelf een teken in zijn naam heeft dat geen letter is: dan staat daar een vraagteken."""
    persoon = plek.casus.betrokkene_set.get()
    persoon.naam = "Gülşah Łącka-Țîrlea Đặng Жанна محمد"
    persoon.save()
    overdracht = maak_over(plek, plek.vrijgegeven())
    assert isinstance(overdracht, Ficheoverdracht)
    Livc.objects.filter(pk=plek.stad.livc.pk).update(naam="LIVC Voorbeeldegem 😀")
    _naam, pdf = ficheoverdracht.haal_pdf(actor=plek.stad.politie, pk=overdracht.pk)
    assert pdf.startswith(b"%PDF")


def test_een_antwoord_geeft_een_ontvangstbewijs() -> None:
    assert "fiche.beantwoord" in {soort.value for soort in TELT}


@pytest.mark.regel("LR-42")
def test_wie_niet_opstelt_ziet_geen_concept(plek: Ficheplek) -> None:
    fiche, stad = plek.concept(), plek.stad
    for ander in (stad.caw, stad.politie):
        with pytest.raises(Verborgen):
            selectors.fiche_voor(ander, fiche.pk)
    assert selectors.fiche_voor(stad.burgemeester, fiche.pk)
    geef_rol(stad.caw, stad.livc, Rol.BEHEERDER)
    with pytest.raises(Verborgen):
        selectors.fiche_voor(stad.caw, fiche.pk)
    assert not Fichegoedkeurder.objects.exists()


@pytest.mark.regel("LR-41")
def test_na_het_sluiten_van_de_casus_herwerkt_niemand_nog_een_fiche(stad: Stad) -> None:
    plek = maak_plek(stad)
    fiche = plek.voorgelegd()
    Casus.objects.filter(pk=fiche.casus_id).update(staat="afgesloten")
    with pytest.raises(NietVoldaan, match="afgesloten"):
        acties.herwerk(actor=stad.preventie, pk=fiche.pk)
    assert vers(fiche).staat == "ter_goedkeuring"

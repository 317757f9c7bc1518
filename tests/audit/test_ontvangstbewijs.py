"""Een ontvangstbewijs: na te rekenen met ons programma en met dat van een ander, en elke wijziging valt op."""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aics_tlog import verify_checkpoint, verify_leaf_inclusion
from aics_tlog.note import parse_note, parse_vkey
from django.db import connections, transaction
from django.urls import reverse

from audit import controlepunten, getuigen, ontvangstbewijs, verificateur
from audit.models import Controlepunt, Regel
from audit.soorten import Soort
from audit.verificateur import KloptNiet, Ontvangstbewijs, controleer_bewijs, hoofd
from tests.audit.getuigenserver import Getuigenserver
from tests.audit.hulp import gelezen
from tests.audit.test_boom import voeg_toe
from tests.factories import Stad, maak_stad
from toegang.verantwoording import leg_vast


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


def aanvaard(stad: Stad, wie: Any = None) -> UUID:
    with transaction.atomic():
        return leg_vast(
            Soort.DEELNAME_AANVAARD, actor=wie or stad.caw, livc_id=stad.livc.pk, object_id=stad.caw.pk
        )


def haal(browser: Any, regel_id: UUID) -> Any:
    return browser.post(reverse("logboek:bewijs", args=[regel_id]))


@pytest.fixture
def bewijs(stad: Stad) -> str:
    """Van regel 300 in een boom van 341."""
    voeg_toe(stad.livc.pk, 300)
    regel_id = aanvaard(stad)
    voeg_toe(stad.livc.pk, 40)
    tekst = ontvangstbewijs.maak(regel_id)
    assert tekst
    return tekst


@pytest.mark.regel("LR-57")
def test_wie_aanvaardde_haalt_een_bewijs_dat_klopt(stad: Stad, als: Any) -> None:
    regel_id = aanvaard(stad)
    antwoord = haal(als(stad.caw), regel_id)
    assert antwoord.status_code == 200
    assert "ontvangstbewijs-20" in antwoord["Content-Disposition"]
    assert antwoord["Content-Disposition"].endswith('.tlog-proof"')
    sleutel = str(controlepunten.sleutel(stad.livc.pk))
    zin = controleer_bewijs(antwoord.text, sleutel)
    assert zin.startswith("Klopt: deelname.aanvaard op ")
    assert "is regel 0 van de 1 van" in zin
    regel = Regel.objects.get(soort=Soort.LOGBOEK_EIGEN)
    assert gelezen(regel)["feiten"] == {"regel": str(regel_id), "soort": "deelname.aanvaard"}


def test_er_staat_geen_naam_in(stad: Stad, bewijs: str) -> None:
    inhoud = bewijs + Ontvangstbewijs.lees(bewijs).extra.decode()
    assert "Cas" not in inhoud.replace("casus", "")
    assert stad.caw.email not in inhoud
    assert str(stad.caw.pk) not in inhoud


@pytest.mark.regel("LR-57")
def test_een_programma_van_een_ander_rekent_het_na(bewijs: str) -> None:
    gelezen_ = Ontvangstbewijs.lees(bewijs)
    extra = json.loads(gelezen_.extra)
    band = json.dumps(extra["regel"], sort_keys=True, separators=(",", ":")).encode()
    uitslag = verify_checkpoint(parse_note(gelezen_.nota), parse_vkey(extra["sleutel"]))
    assert uitslag.ok
    assert (gelezen_.index, uitslag.size) == (300, 341)
    blad = band + bytes.fromhex(extra["omhulling"])
    assert verify_leaf_inclusion(blad, gelezen_.index, uitslag.size, gelezen_.bewijs, uitslag.root)
    assert not verify_leaf_inclusion(blad + b"x", gelezen_.index, uitslag.size, gelezen_.bewijs, uitslag.root)


VELDEN = (
    "versie", "id", "livc", "soort", "tijdstip", "actor", "casus", "object", "epoch", "kenmerken", "getoond",
)  # fmt: skip


def met_extra(bewijs: str, wijzig: Callable[[dict[str, Any]], Any]) -> str:
    extra = json.loads(Ontvangstbewijs.lees(bewijs).extra)
    wijzig(extra)
    kop, _extra, rest = bewijs.split("\n", 2)
    return "\n".join([kop, f"extra {b64encode(json.dumps(extra).encode()).decode()}", rest])


def test_elk_veld_van_het_blad_telt_mee(bewijs: str) -> None:
    assert set(json.loads(Ontvangstbewijs.lees(bewijs).extra)["regel"]) == set(VELDEN)
    assert controleer_bewijs(met_extra(bewijs, lambda extra: None)).startswith("Klopt")


@pytest.mark.parametrize("veld", VELDEN)
def test_een_gewijzigd_veld_valt_op(bewijs: str, veld: str) -> None:
    vals = met_extra(bewijs, lambda extra: extra["regel"].update({veld: "deelname.geweigerd"}))
    with pytest.raises(KloptNiet, match="staat niet op die plaats"):
        controleer_bewijs(vals)
    with pytest.raises(KloptNiet):
        controleer_bewijs(met_extra(bewijs, lambda extra: extra["regel"].pop(veld)))


def _andere_sleutel(extra: dict[str, Any]) -> None:
    naam, _afdruk, ruw = extra["sleutel"].split("+", 2)
    publiek = bytes([b64decode(ruw)[1] ^ 1]) + b64decode(ruw)[2:]
    extra["sleutel"] = str(verificateur.Sleutel(naam, verificateur.LOG, publiek))


@pytest.mark.parametrize(
    "knoei",
    [
        lambda b: met_extra(b, lambda extra: extra.update(omhulling="00" * 32)),
        lambda b: met_extra(b, lambda extra: extra.pop("omhulling")),
        lambda b: met_extra(b, lambda extra: extra.update(sleutel="onzin")),
        lambda b: met_extra(b, lambda extra: extra.update(regel=[])),
        lambda b: met_extra(b, _andere_sleutel),
        lambda b: b.replace("index 300", "index 301"),
        lambda b: b.replace("index 300", "index 0300"),
        lambda b: b.replace("\n341\n", "\n342\n"),
        lambda b: b.replace(b.split("\n")[3], b64encode(bytes(32)).decode()),
        lambda b: b.replace(b.split("\n")[3] + "\n", ""),
        lambda b: b.replace(b.split("\n")[3], "geen base64!"),
        lambda b: b.replace("tlog-proof@v1", "tlog-proof@v2"),
        lambda b: b.rsplit("\n", 2)[0] + "\n",
        lambda b: "",
    ],
)
def test_aan_de_rest_van_het_bewijs_knoeien_valt_op(bewijs: str, knoei: Callable[[str], str]) -> None:
    vals = knoei(bewijs)
    assert vals != bewijs
    with pytest.raises(KloptNiet):
        controleer_bewijs(vals)


def test_een_andere_sleutel_dan_de_bewaarde_valt_op(bewijs: str, stad: Stad) -> None:
    ander = maak_stad("Elders", "99909")
    voeg_toe(ander.livc.pk, 1)
    controlepunten.teken(ander.livc.pk)
    with pytest.raises(KloptNiet, match="andere sleutel"):
        controleer_bewijs(bewijs, str(controlepunten.sleutel(ander.livc.pk)))
    assert "Vergelijk die met de sleutel" in controleer_bewijs(bewijs)


@pytest.mark.regel("LR-57")
def test_alleen_de_eigen_handeling_en_alleen_een_die_telt(stad: Stad, als: Any) -> None:
    van_ander = aanvaard(stad, stad.clb)
    with transaction.atomic():
        gewoon = leg_vast(Soort.TOEGANG_AANGEMELD, actor=stad.caw, livc_id=stad.livc.pk)
    for pk in (van_ander, gewoon, UUID(int=0)):
        assert haal(als(stad.caw), pk).status_code == 404
    assert haal(als(stad.toezicht), van_ander).status_code == 404
    assert haal(als(stad.clb), van_ander).status_code == 200
    assert als(stad.clb).get(reverse("logboek:bewijs", args=[van_ander])).status_code == 405


def test_zonder_plaats_komt_er_geen_bewijs_en_zegt_de_pagina_wanneer(stad: Stad, als: Any) -> None:
    """Een oudere transactie loopt nog: niets kan al een plaats krijgen."""
    ander = connections.create_connection("default")
    with ander.cursor() as cursor:
        cursor.execute("BEGIN; SELECT pg_current_xact_id()")
        regel_id = aanvaard(stad)
        antwoord = haal(als(stad.caw), regel_id)
        cursor.execute("ROLLBACK")
    ander.close()
    assert antwoord.status_code == 409
    assert "binnen een minuut" in antwoord.text
    assert not Regel.objects.filter(soort=Soort.LOGBOEK_EIGEN).exists()
    assert haal(als(stad.caw), regel_id).status_code == 200


def test_een_controlepunt_met_getuige_gaat_voor(stad: Stad, settings: Any, tmp_path: Path) -> None:
    regel_id = aanvaard(stad)
    controlepunten.teken(stad.livc.pk)
    getuige = Getuigenserver(tmp_path)
    getuige.vertrouw(controlepunten.sleutel(stad.livc.pk))
    settings.GETUIGEN = [f"{getuige.adres} {getuige.sleutel}"]
    with getuige.draait():
        getuigen.vraag_alle(stad.livc.pk)
    voeg_toe(stad.livc.pk, 5)
    controlepunten.teken(stad.livc.pk)
    assert Controlepunt.objects.count() == 2
    tekst = ontvangstbewijs.maak(regel_id)
    assert tekst
    assert "van de 1 van" in controleer_bewijs(tekst, None, [str(getuige.sleutel)])
    zonder = Controlepunt.objects.order_by("grootte").first().nota
    kaal = tekst.split("\n\n", 1)[0] + "\n\n" + zonder
    with pytest.raises(KloptNiet, match="niet mede ondertekend"):
        controleer_bewijs(kaal, None, [str(getuige.sleutel)])


def test_het_programma_werkt_op_zichzelf(bewijs: str, stad: Stad, tmp_path: Path, als: Any) -> None:
    """Zoals de deelnemer het krijgt, zonder deze toepassing."""
    programma, bestand = tmp_path / "verificateur.py", tmp_path / "bewijs.tlog-proof"
    programma.write_bytes(als(stad.caw).get(reverse("logboek:narekenen")).content)
    bestand.write_text(bewijs)
    sleutel = str(controlepunten.sleutel(stad.livc.pk))
    opdracht = [sys.executable, "-I", str(programma), "--bewijs", str(bestand), "--sleutel", sleutel]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert klaar.stdout.startswith("Klopt: deelname.aanvaard")


def test_de_opdracht_zegt_wat_niet_klopt(bewijs: str, tmp_path: Path, capsys: Any) -> None:
    bestand = tmp_path / "bewijs.tlog-proof"
    bestand.write_text(bewijs.replace("index 300", "index 299"))
    assert hoofd(["--bewijs", str(bestand)]) == 1
    assert "niet op die plaats" in capsys.readouterr().err
    for fout in ([], [str(bestand), "--bewijs", str(bestand)], ["--bewijs", "x", "--eerder", "y"]):
        with pytest.raises(SystemExit):
            hoofd(fout)

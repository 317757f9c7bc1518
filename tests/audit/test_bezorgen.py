"""Bezorgen aan een autoriteit: alleen zij opent het bestand, rekent het zelf na, en ziet precies waar eraan geknoeid is."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import venv
import zipfile
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import cffi
import cryptography
import pyrage
import pytest
from django.db import transaction
from django.http import FileResponse
from django.test import Client
from django.utils import timezone

from audit import blad, controlepunten, logboek, verzegeling, zegel
from audit.bezorging import maak
from audit.forms.logboek import Bezorgformulier
from audit.logboek import schrijf
from audit.models import Controlepunt, Regel
from audit.ontvanger import OngeldigeOntvanger, Ontvanger
from audit.soorten import Soort
from audit.verificateur import KloptNiet, controleer, schrijf_inhoud
from tests.audit import test_toezicht
from tests.audit.hulp import gelezen
from tests.audit.test_boom import voeg_toe
from tests.audit.test_uitvoer import anders
from tests.audit.test_verval import schrijf_oud
from tests.factories import PRIVESLEUTEL, Stad, maak_casus, maak_stad
from toegang import sleutels
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.regel("LR-57")
_snelle_afleiding, toon, open_ = test_toezicht._snelle_afleiding, test_toezicht.toon, test_toezicht.open_
adres = test_toezicht.adres
VAN_HEN = pyrage.x25519.Identity.generate()
PRIVES = {1: PRIVESLEUTEL}


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    """Een logboek met oude regels, tien regels over een casus, en drie over een casus die vernietigd is."""
    stad = maak_stad()
    schrijf_oud(stad.livc.pk, 300, geleden=timedelta(days=40))
    levend, dood = maak_casus(stad), maak_casus(stad)
    for casus in (*[levend] * 10, *[dood] * 3):
        with transaction.atomic():
            leg_vast(
                Soort.CASUS_INGEZIEN,
                actor=stad.politie,
                livc_id=stad.livc.pk,
                dossier_id=casus.pk,
                referentie=casus.referentie,
                reden="=1+1 uit het dossier van Zeno",
                feiten={"onderdeel": "overzicht"},
            )
    with transaction.atomic():
        sleutels.vernietig(dood.pk)
    return stad


def gegevens(**velden: Any) -> dict[str, Any]:
    vandaag = timezone.localdate()
    return {
        "van": vandaag.isoformat(),
        "tot": vandaag.isoformat(),
        "autoriteit": "vtc",
        "zaak": "VTC-2026-7",
        "doel": "Een klacht over inzage.",
        "sleutel": str(VAN_HEN.to_public()),
        "deel": "inhoud",
    } | velden


def bezorg(stad: Stad, **velden: Any) -> bytes:
    """Zonder de pagina's: het bestand zoals het vertrekt."""
    form = Bezorgformulier(gegevens(**velden))
    assert form.is_valid(), form.errors
    bestand = io.BytesIO()
    maak(stad.livc.pk, form.opdracht(), PRIVES, bestand)
    return bestand.getvalue()


def ontvangen(stad: Stad, **velden: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(pyrage.decrypt(bezorg(stad, **velden), [VAN_HEN])))


def rijen(zip_: zipfile.ZipFile) -> list[dict[str, str]]:
    lijst = io.StringIO()
    schrijf_inhoud(zip_, lijst)
    return list(csv.DictReader(io.StringIO(lijst.getvalue()), delimiter=";"))


def test_de_autoriteit_opent_en_rekent_na(stad: Stad) -> None:
    zin = controleer(ontvangen(stad))
    assert "Alles klopt: 313 regels, 14 met hun omhulling" in zin
    assert "regels 299 tot en met 312 volledig, 13 te openen" in zin
    assert "aan Vlaamse Toezichtcommissie (VTC)" in zin


def test_zij_leest_wie_wat_en_waarom(stad: Stad) -> None:
    gelezen_ = rijen(ontvangen(stad))
    eerste, laatste = gelezen_[0], gelezen_[-1]
    assert (eerste["naam"], eerste["soort"], eerste["nagerekend"]) == ("Pol Politie", "casus.ingezien", "ja")
    assert json.loads(eerste["over_de_casus"]) == {"reden": "=1+1 uit het dossier van Zeno"}
    assert laatste["over_de_casus"] == "vernietigd"
    assert laatste["naam"] == "Pol Politie"


@pytest.mark.parametrize("casus", [{"id": "LEVEND"}, {"id": "geen"}, {}, None, [1], "tekst"])
def test_een_verzonnen_regel_houdt_de_andere_niet_tegen(stad: Stad, casus: Any) -> None:
    """De publieke sleutel is van iedereen: met eigen SQL komt er een regel in waarvan het casusdeel niet past."""
    levend = gelezen(Regel.objects.filter(casus_pseudoniem__isnull=False).earliest("tijdstip"))["casus"]
    inhoud = {
        "casus": levend if casus == {"id": "LEVEND"} else casus,
        "casusdeel": b64encode(b"x" * 60).decode(),
    }
    with transaction.atomic():
        schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=b"v" * 16, inhoud=inhoud)
    gelezen_ = rijen(ontvangen(stad))
    assert len(gelezen_) == 14
    assert "past niet bij deze regel" in gelezen_[-1]["over_de_casus"]
    assert "uit het dossier van Zeno" in gelezen_[0]["over_de_casus"]


def test_wat_op_een_formule_lijkt_is_er_geen(stad: Stad) -> None:
    with transaction.atomic():
        leg_vast(Soort.TOEZICHT_UITVOER, actor=stad.toezicht, livc_id=stad.livc.pk, reden="=HYPERLINK(1)")
    assert rijen(ontvangen(stad))[-1]["reden"] == "'=HYPERLINK(1)"


def test_buiten_de_periode_gaan_alleen_bladen_mee(stad: Stad) -> None:
    zip_ = ontvangen(stad)
    nummers = [json.loads(lijn)["volgnummer"] for lijn in zip_.read("regels.jsonl").splitlines()]
    assert nummers == list(range(299, 313))  # en de regel ervoor, die toont dat de periode daar begint
    assert not [naam for naam in zip_.namelist() if "entries" in naam]


def test_blind_gaat_er_geen_enkele_sleutel_mee(stad: Stad) -> None:
    zip_ = ontvangen(stad, deel="blind")
    assert zip_.read("onthulling.jsonl") == b""
    assert "14 met hun omhulling" in controleer(zip_)
    assert rijen(zip_) == []


def test_een_andere_sleutel_opent_niets(stad: Stad) -> None:
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(bezorg(stad), [pyrage.x25519.Identity.generate()])


def test_een_oude_regel_zonder_eigen_sleutel_zegt_dat_ze_niet_na_te_rekenen_is(
    stad: Stad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        logboek,
        "verzegel",
        lambda publiek, inhoud, band: zegel.SUITE.encrypt(
            zegel.canoniek(inhoud), zegel._publiek(publiek), zegel.DOEL[1] + band
        ),
    )
    monkeypatch.setattr(logboek, "Open", lambda **velden: blad.Open(versie=1, **velden))
    with transaction.atomic():
        leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.burgemeester, livc_id=stad.livc.pk)
    monkeypatch.undo()
    zip_ = ontvangen(stad)
    assert "waarvan 1 niet zelf na te rekenen" in controleer(zip_)
    assert (rijen(zip_)[-1]["naam"], rijen(zip_)[-1]["nagerekend"]) == ("Bea Burgemeester", "nee")


# Met de programma's van een ander


def _zonder_project(tmp_path: Path) -> str:
    """Een Python die alleen cryptography kent: geen Django, geen project."""
    venv.create(tmp_path / "leeg", with_pip=False, symlinks=True)
    pakketten = next((tmp_path / "leeg/lib").glob("python*/site-packages"))
    bron = Path(cryptography.__file__).parent
    for naam in (bron, Path(cffi.__file__).parent, *bron.parent.glob("_cffi_backend*")):
        (pakketten / naam.name).symlink_to(naam)
    return str(tmp_path / "leeg/bin/python")


@pytest.mark.skipif(shutil.which("age") is None, reason="age ontbreekt: apt-get install age")
def test_zoals_de_leesmij_het_zegt(stad: Stad, tmp_path: Path) -> None:
    """Het echte programma age, een lege Python, en niets van ons dan wat in het bestand zit."""
    (tmp_path / "sleutel.txt").write_text(f"{VAN_HEN}\n")
    (tmp_path / "logboek.age").write_bytes(bezorg(stad))
    opdracht = ["age", "--decrypt", "--identity", "sleutel.txt", "-o", "logboek.zip", "logboek.age"]
    subprocess.run(opdracht, check=True, cwd=tmp_path)
    zipfile.ZipFile(tmp_path / "logboek.zip").extract("verificateur.py", tmp_path)
    python = _zonder_project(tmp_path)
    draai = [python, "-I", "verificateur.py", "logboek.zip", "--inhoud", "lijst.csv"]
    klaar = subprocess.run(draai, check=False, cwd=tmp_path, capture_output=True, text=True, env={"PATH": ""})
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert "Alles klopt: 313 regels" in klaar.stdout
    assert "13 regels geopend" in klaar.stdout
    assert "Pol Politie" in (tmp_path / "lijst.csv").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen ontbreekt: apt-get install openssh-client"
)
def test_met_een_ssh_sleutel(stad: Stad, tmp_path: Path) -> None:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "iemand@vtc", "-f", str(tmp_path / "id")],
        check=True,
    )
    bestand = bezorg(stad, sleutel=(tmp_path / "id.pub").read_text())
    prive = pyrage.ssh.Identity.from_buffer((tmp_path / "id").read_bytes())
    assert pyrage.decrypt(bestand, [prive]).startswith(b"PK")


@pytest.mark.parametrize(
    "tekst", ["", "age1xyz", "ssh-rsa AAAA", "AGE-SECRET-KEY-1QQQ", "ssh-ed25519", "age1" + "q" * 4000, "\0"]
)
def test_wat_geen_publieke_sleutel_is_weigert_het_veld(tekst: str) -> None:
    with pytest.raises(OngeldigeOntvanger):
        Ontvanger.lees(tekst)
    assert "sleutel" in Bezorgformulier(gegevens(sleutel=tekst)).errors


def test_een_private_sleutel_komt_nooit_terug_op_de_pagina_als_sleutel() -> None:
    with pytest.raises(OngeldigeOntvanger):
        Ontvanger.lees(str(VAN_HEN))


def test_de_vingerafdruk_is_die_van_de_regel() -> None:
    tekst = str(VAN_HEN.to_public())
    ontvanger = Ontvanger.lees(f"  {tekst}\n")
    assert ontvanger.afdruk == hashlib.sha256(tekst.encode()).hexdigest()
    assert ontvanger.voorgelezen.replace(" ", "") == ontvanger.afdruk[:32]


# Knoeien


def _onthulling(zip_: zipfile.ZipFile, wijzig: Callable[[list[dict[str, Any]]], object]) -> bytes:
    lijnen = [json.loads(lijn) for lijn in zip_.read("onthulling.jsonl").splitlines()]
    wijzig(lijnen)
    return b"".join(json.dumps(lijn).encode() + b"\n" for lijn in lijnen)


def _rij(zip_: zipfile.ZipFile, **velden: Any) -> bytes:
    lijnen = [json.loads(lijn) for lijn in zip_.read("regels.jsonl").splitlines()]
    lijnen[4] |= velden
    return b"".join(json.dumps(lijn).encode() + b"\n" for lijn in lijnen)


NUL = b64encode(bytes(32)).decode()
KNOEI: dict[str, tuple[Callable[[zipfile.ZipFile], dict[str, bytes | None]], str]] = {
    "een sleutel anders": (
        lambda z: {"onthulling.jsonl": _onthulling(z, lambda r: r[4].update(sleutel=NUL))},
        "regel 304 opent niet",
    ),
    "twee sleutels verwisseld": (
        lambda z: {
            "onthulling.jsonl": _onthulling(z, lambda r: r[4].update(sleutel=r[5]["sleutel"])),
        },
        "regel 304 opent niet",
    ),
    "een casusdeel anders": (
        lambda z: {"onthulling.jsonl": _onthulling(z, lambda r: r[4].update(casusdeel={"reden": "iets"}))},
        "niet wat bij de bezorging getekend is",
    ),
    "een inhoud in plaats van een sleutel": (
        lambda z: {"onthulling.jsonl": _onthulling(z, lambda r: (r[4].pop("sleutel"), r[4].update(inhoud={})))},
        "regel 304 opent niet",
    ),
    "een onthulling weg": (
        lambda z: {"onthulling.jsonl": _onthulling(z, lambda r: r.pop(4))},
        "niet wat bij de bezorging getekend is",
    ),
    "een regel weg": (
        lambda z: {"regels.jsonl": b"\n".join(z.read("regels.jsonl").splitlines()[:-1])},
        "regel 312 ontbreekt",
    ),
    "een regel anders": (lambda z: {"regels.jsonl": _rij(z, soort="casus.gezocht")}, "andere wortel"),
    "een omhulling anders": (lambda z: {"regels.jsonl": _rij(z, omhulling=NUL)}, "andere wortel"),
    "een nummer buiten de periode": (lambda z: {"regels.jsonl": _rij(z, volgnummer=2)}, "niet op haar plaats"),
    "een tegel anders": (lambda z: {"tile/0/000": z.read("tile/0/000")[::-1]}, "andere wortel"),
    "een kleinere periode": (
        lambda z: {"bezorging.txt": z.read("bezorging.txt").replace(b"299-312", b"299-311")},
        "niet getekend door dit logboek",
    ),
    "geen verklaring": (lambda z: {"bezorging.txt": None}, "regel 0 ontbreekt"),
    "een ander controlepunt": (lambda z: {"checkpoint": z.read("checkpoint").replace(b"\n313\n", b"\n312\n")}, "getekend"),
}  # fmt: skip


@pytest.mark.parametrize("hoe", KNOEI)
def test_knoeien_in_het_bestand_komt_uit_met_de_plaats(stad: Stad, hoe: str) -> None:
    wijzig, waar = KNOEI[hoe]
    zip_ = ontvangen(stad)
    with pytest.raises(KloptNiet, match=waar):
        controleer(anders(zip_, **wijzig(zip_)))


def _ondertekend(zip_: zipfile.ZipFile, stad: Stad, **velden: str) -> zipfile.ZipFile:
    """Wie de sleutel van het logboek heeft, tekent een bezorging die iets achterhoudt."""
    tekst = zip_.read("bezorging.txt").decode().split("\n\n")[0] + "\n"
    for veld, waarde in velden.items():
        tekst = re.sub(rf"(?m)^{veld} .*$", f"{veld} {waarde}", tekst)
    return anders(zip_, **{"bezorging.txt": controlepunten.onderteken(stad.livc.pk, tekst).encode()})


@pytest.mark.parametrize(
    ("regels", "weg", "kant"),
    [("301-315", slice(2, None), "eerste"), ("299-313", slice(-2), "laatste")],
)
def test_wie_aan_een_kant_iets_achterhoudt_valt_door_de_mand(
    stad: Stad, regels: str, weg: slice, kant: str
) -> None:
    voeg_toe(stad.livc.pk, 3)
    zip_ = ontvangen(stad)
    minder = b"\n".join(zip_.read("regels.jsonl").splitlines()[weg])
    kort = anders(zip_, **{"regels.jsonl": minder, "onthulling.jsonl": b""})
    with pytest.raises(KloptNiet, match=f"de {kant} regel"):
        controleer(_ondertekend(kort, stad, regels=regels))


def test_een_byte_in_het_versleutelde_bestand(stad: Stad) -> None:
    bestand = bytearray(bezorg(stad))
    bestand[-100] ^= 1
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(bytes(bestand), [VAN_HEN])


def test_een_eerder_controlepunt_past_ook_hier(stad: Stad) -> None:
    verzegeling.verzegel(stad.livc.pk)
    controlepunten.teken(stad.livc.pk)
    bewaard = Controlepunt.objects.get().nota
    voeg_toe(stad.livc.pk, 5)
    assert "de eerste 313 zijn die van het eerdere controlepunt" in controleer(ontvangen(stad), bewaard)


# De pagina's


def stuur(client: Client, stad: Stad, **velden: Any) -> Any:
    return client.post(adres("bezorgen", stad), gegevens(**velden))


def bestand(client: Client, stad: Stad, **velden: Any) -> Any:
    """Beide schermen: invullen, en bevestigen met wat het tweede scherm meestuurt."""
    scherm = stuur(client, stad, **velden)
    nummer = scherm.context["opdracht"].nummer
    return stuur(client, stad, nummer=str(nummer), bevestigd="ja", **velden)


def test_van_formulier_tot_bestand(open_: Client, stad: Stad) -> None:
    antwoord = bestand(open_, stad)
    assert isinstance(antwoord, FileResponse)
    assert (
        antwoord["Content-Disposition"] == f'attachment; filename="logboek-{timezone.localdate():%Y%m%d}.age"'
    )
    ruw = b"".join(antwoord.streaming_content)
    assert "te openen" in controleer(zipfile.ZipFile(io.BytesIO(pyrage.decrypt(ruw, [VAN_HEN]))))
    inhoud = gelezen(Regel.objects.get(soort=Soort.TOEZICHT_BEZORGD))
    assert inhoud["reden"] == "Een klacht over inzage."
    assert inhoud["feiten"]["aan"] == "Vlaamse Toezichtcommissie (VTC)"
    assert inhoud["feiten"]["sha256_van_het_bestand"] == hashlib.sha256(ruw).hexdigest()
    assert inhoud["feiten"]["afdruk_van_de_sleutel"] == Ontvanger.lees(str(VAN_HEN.to_public())).afdruk


def test_het_eerste_scherm_maakt_nog_niets(open_: Client, stad: Stad) -> None:
    scherm = stuur(open_, stad).content.decode()
    assert Ontvanger.lees(str(VAN_HEN.to_public())).voorgelezen in scherm
    assert "regels" in scherm
    assert not Regel.objects.filter(soort=Soort.TOEZICHT_BEZORGD).exists()


def test_een_tweede_klik_maakt_geen_tweede_bestand(open_: Client, stad: Stad) -> None:
    scherm = stuur(open_, stad)
    nummer = str(scherm.context["opdracht"].nummer)
    stuur(open_, stad, nummer=nummer, bevestigd="ja").close()
    tweede = stuur(open_, stad, nummer=nummer, bevestigd="ja")
    assert "al gemaakt" in tweede.content.decode()
    assert Regel.objects.filter(soort=Soort.TOEZICHT_BEZORGD).count() == 1


def test_op_slot_gaat_het_eerst_langs_de_wachtzin(toon: Client, stad: Stad) -> None:
    for antwoord in (toon.get(adres("bezorgen", stad)), stuur(toon, stad, bevestigd="ja")):
        assert antwoord["Location"] == adres("ontgrendelen", stad) + "?naar=bezorgen"
    naar = toon.post(adres("ontgrendelen", stad) + "?naar=bezorgen", {"wachtzin": "een lange wachtzin"})
    assert naar["Location"] == adres("bezorgen", stad)


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"tot": "2020-01-01"}, "tot"),
        ({"van": "2020-01-01", "tot": "2020-02-01"}, "tot"),
        ({"van": "2020-01-01", "tot": "2026-02-01"}, "tot"),
        ({"sleutel": "age1nee"}, "sleutel"),
        ({"autoriteit": "andere"}, "naam"),
        ({"autoriteit": "de buren"}, "autoriteit"),
        ({"doel": "  "}, "doel"),
        ({"deel": "alles"}, "deel"),
    ],
)
def test_slechte_invoer_zegt_het_bij_het_veld(
    open_: Client, stad: Stad, velden: dict[str, str], veld: str
) -> None:
    antwoord = stuur(open_, stad, **velden)
    assert veld in antwoord.context["form"].errors
    assert not Regel.objects.filter(soort=Soort.TOEZICHT_BEZORGD).exists()


def test_meer_dan_een_bestand_aankan_vraagt_een_kortere_periode(
    open_: Client, stad: Stad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.actions.bezorgen.MEEST", 13)
    assert "Kies een kortere periode" in stuur(open_, stad).context["form"].errors["tot"][0]


@pytest.mark.regel("LR-05")
def test_voor_een_ander_livc_en_voor_anderen_bestaat_het_niet(open_: Client, stad: Stad, als: Any) -> None:
    buur = maak_stad("Anderstad", "99902")
    assert open_.get(adres("bezorgen", buur)).status_code == 404
    for wie in (*stad.kern, stad.caw, stad.beheer, stad.dpo, buur.toezicht):
        assert als(wie).get(adres("bezorgen", stad)).status_code == 404
        assert stuur(als(wie), stad).status_code == 404


def test_niets_ervan_staat_leesbaar_op_de_schijf(
    stad: Stad, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Ook wat te groot is voor het geheugen: elk stuk dat geschreven wordt, is al versleuteld."""

    class Meekijker(io.BytesIO):
        def write(self, stuk: Any) -> int:
            assert b"Pol Politie" not in bytes(stuk)
            assert b"onthulling.jsonl" not in bytes(stuk)
            return super().write(stuk)

    form = Bezorgformulier(gegevens())
    assert form.is_valid()
    maak(stad.livc.pk, form.opdracht(), PRIVES, Meekijker())

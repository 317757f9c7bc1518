"""Regels die na hun termijn vervallen: wie ze waren is weg, elk bewijs blijft kloppen, en niemand doet het te vroeg."""

import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit import controlepunten, termijnen, tlog, verval, verzegeling
from audit.boom import inclusiebewijs, wortel
from audit.logboek import schrijf
from audit.models import Bevinding, Controlepunt, Nagekeken, Opening, Regel, Verval
from audit.narekenen import reken_na
from audit.soorten import Soort
from audit.tasks import regels_laten_vervallen
from audit.termijnen import DAGEN, Klasse
from audit.verificateur import LOG, TERMIJNEN, KloptNiet, Nota, Sleutel, controleer, klopt_inclusie
from audit.verificateur import Verval as Verklaring
from tests.audit.hulp import gelezen
from tests.audit.test_knoeien import knoei
from tests.audit.test_uitvoer import _regels as andere_regels
from tests.audit.test_uitvoer import anders, uitvoer
from tests.factories import Stad, maak_stad
from toegang import identiteit, sleutels
from toegang.models import Casussleutel

SOORTEN = (Soort.TOEGANG_AANGEMELD, Soort.CASUS_INGEZIEN, Soort.LIVC_GEWIJZIGD)
JAREN = timedelta(days=366)


def schrijf_oud(livc: UUID, aantal: int, *, geleden: timedelta, soorten: tuple[Soort, ...] = SOORTEN) -> None:
    """Regels van zo lang geleden, om beurten van elke soort; ook hun zegel is van toen."""
    toen = timezone.now() - geleden
    with time_machine.travel(toen, tick=True), transaction.atomic():
        for i in range(aantal):
            schrijf(soorten[i % len(soorten)], livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})
    knoei("UPDATE audit_regel SET verzegeld_op = tijdstip WHERE verzegeld_op > tijdstip + interval '1 day'")


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def livc(stad: Stad) -> UUID:
    """Zeshonderd regels van drie jaar geleden, van drie klassen, en een controlepunt."""
    schrijf_oud(stad.livc.pk, 600, geleden=3 * JAREN)
    controlepunten.teken(stad.livc.pk)
    return stad.livc.pk


def over(livc: UUID) -> Counter[str]:
    return Counter(Regel.objects.filter(livc_id=livc).values_list("soort", flat=True))


@pytest.mark.regel("LR-57")
def test_wat_zijn_termijn_uit_heeft_vervalt_in_volle_segmenten(livc: UUID) -> None:
    assert verval.laat_vervallen(livc) == 171  # van de aanmeldingen in de eerste 512
    assert over(livc) == {
        Soort.TOEGANG_AANGEMELD: 29,
        Soort.CASUS_INGEZIEN: 200,
        Soort.LIVC_GEWIJZIGD: 200,
        Soort.TOEZICHT_VERVALLEN: 2,
    }
    uitslag = reken_na(livc)
    assert not uitslag.gebreken
    assert (uitslag.regels, uitslag.vervallen) == (602, 171)


def test_na_tien_jaar_vervalt_ook_wie_keek(stad: Stad) -> None:
    schrijf_oud(stad.livc.pk, 512, geleden=11 * JAREN)
    controlepunten.teken(stad.livc.pk)
    assert verval.laat_vervallen(stad.livc.pk) == 342
    assert set(over(stad.livc.pk)) == {Soort.LIVC_GEWIJZIGD, Soort.TOEZICHT_VERVALLEN}
    assert set(Verval.objects.values_list("segment", "klasse")) == {
        (segment, klasse) for segment in (0, 1) for klasse in (Klasse.AANMELDINGEN, Klasse.HANDELINGEN)
    }
    assert not reken_na(stad.livc.pk).gebreken


def test_na_dertig_jaar_blijft_van_een_segment_alleen_het_bewijs(stad: Stad) -> None:
    schrijf_oud(stad.livc.pk, 256, geleden=31 * JAREN)
    controlepunten.teken(stad.livc.pk)
    assert verval.laat_vervallen(stad.livc.pk) == 256
    assert controleer(uitvoer(stad.livc.pk)).count("vervallen") == 1
    assert not reken_na(stad.livc.pk).gebreken


def test_twee_keer_is_hetzelfde(livc: UUID) -> None:
    verval.laat_vervallen(livc)
    voor = (over(livc), Verval.objects.count())
    assert verval.laat_vervallen(livc) == 0
    assert (over(livc), Verval.objects.count()) == voor


def test_een_val_halverwege_laat_niets_half(livc: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    voor = over(livc)
    with monkeypatch.context() as kapot:
        kapot.setattr(
            verval, "_klok", lambda: timezone.now() + timedelta(hours=1)
        )  # de databank weigert, na het spoor
        with pytest.raises(ProgrammingError, match="niet van nu"):
            verval.laat_vervallen(livc)
    assert over(livc) == voor
    assert not Verval.objects.exists()
    assert verval.laat_vervallen(livc) == 171
    assert not reken_na(livc).gebreken


def test_een_segment_met_een_jongere_regel_wacht(stad: Stad) -> None:
    schrijf_oud(stad.livc.pk, 255, geleden=3 * JAREN)
    schrijf_oud(stad.livc.pk, 1, geleden=timedelta(days=1), soorten=(Soort.TOEGANG_AANGEMELD,))
    controlepunten.teken(stad.livc.pk)
    assert verval.laat_vervallen(stad.livc.pk) == 0


def test_zonder_controlepunt_vervalt_er_niets(stad: Stad) -> None:
    schrijf_oud(stad.livc.pk, 300, geleden=3 * JAREN)
    assert verval.laat_vervallen(stad.livc.pk) == 0


def test_het_zegel_telt_niet_het_uur_dat_de_schrijver_opgaf(stad: Stad) -> None:
    """Wie zijn eigen regel terugdateert, krijgt haar daarmee niet weg."""
    with time_machine.travel(timezone.now() - 3 * JAREN, tick=True), transaction.atomic():
        for _i in range(256):
            schrijf(Soort.TOEGANG_AANGEMELD, livc_id=stad.livc.pk, actor_pseudoniem=b"p" * 32, inhoud={})
    controlepunten.teken(stad.livc.pk)
    assert verval.laat_vervallen(stad.livc.pk) == 0


def test_een_open_bevinding_houdt_haar_klasse_in_dat_segment(livc: UUID, stad: Stad) -> None:
    regel = Regel.objects.get(livc_id=livc, volgnummer=3)
    bevinding = _bevinding(regel, stad)
    verval.laat_vervallen(livc)
    assert set(Verval.objects.values_list("segment", flat=True)) == {1}
    Bevinding.objects.filter(pk=bevinding.pk).update(staat="gesloten")
    verval.laat_vervallen(livc)
    assert set(Verval.objects.values_list("segment", flat=True)) == {0, 1}


@pytest.mark.regel("LR-53")
def test_wat_het_toezicht_over_een_regel_zei_vervalt_mee(livc: UUID, stad: Stad) -> None:
    weg, blijft = (Regel.objects.get(livc_id=livc, volgnummer=nummer) for nummer in (3, 1))
    for regel in (weg, blijft):
        Bevinding.objects.filter(pk=_bevinding(regel, stad).pk).update(staat="gesloten")
        opening = Opening(livc_id=livc, regel_id=regel.pk, soort=regel.soort, tijdstip=regel.tijdstip)
        opening.geopend_door = stad.toezicht
        sleutels.maak(opening.pk, livc)
        opening.reden = "Een steekproef."
        opening.save()
        Nagekeken.objects.create(livc_id=livc, regel_id=regel.pk, gebruiker=stad.toezicht)
    gone = Opening.objects.get(regel_id=weg.pk).pk
    verval.laat_vervallen(livc)
    for model in (Bevinding, Opening, Nagekeken):
        assert list(model.objects.values_list("regel_id", flat=True)) == [blijft.pk], model
    assert not Casussleutel.objects.filter(dossier_id=gone).exists()
    assert Opening.objects.get().reden == "Een steekproef."


def _bevinding(regel: Regel, stad: Stad) -> Bevinding:
    morgen = timezone.localdate() + timedelta(days=1)
    return Bevinding.objects.create(
        livc_id=stad.livc.pk,
        regel_id=regel.pk,
        soort=regel.soort,
        tijdstip=regel.tijdstip,
        actor_pseudoniem=regel.actor_pseudoniem,
        gebruiker=stad.caw,
        gesteld_door=stad.toezicht,
        antwoord_tegen=morgen,
        besluit_tegen=morgen,
    )


def test_het_spoor_zegt_wat_er_verviel(livc: UUID) -> None:
    verval.laat_vervallen(livc)
    rij = Verval.objects.order_by("segment")[0]
    feiten = gelezen(Regel.objects.get(pk=rij.regel_id))["feiten"]
    assert feiten["klasse"] == "aanmeldingen"
    assert feiten["regels"].startswith("0, 3, 6, ")
    assert feiten["bladen"] == bytes(rij.bladen).hex()


def test_een_bewijs_van_een_vervallen_regel_blijft_kloppen(livc: UUID) -> None:
    blad = bytes(Regel.objects.get(livc_id=livc, volgnummer=3).blad)
    punt = Controlepunt.objects.get()
    verval.laat_vervallen(livc)
    tegels = verzegeling.tegels_van(livc)
    assert wortel(tegels, 600) == bytes(punt.wortel)
    assert klopt_inclusie(blad, 3, 600, inclusiebewijs(tegels, 3, 600), bytes(punt.wortel))


def test_de_taak_van_elke_nacht(livc: UUID) -> None:
    assert regels_laten_vervallen.call() == 171


def test_wat_niet_meer_klopt_verdwijnt_niet(livc: UUID) -> None:
    knoei("UPDATE audit_regel SET soort = 'toegang.afgemeld' WHERE volgnummer = 3")
    with pytest.raises(verval.PastNiet):
        verval.laat_vervallen(livc)
    # En de rest wacht daar niet op: anders houdt één regel elke termijn tegen.
    assert set(Verval.objects.values_list("segment", flat=True)) == {1}
    assert regels_laten_vervallen.call() == 0  # en een alarm, geen val


def test_elke_soort_hoort_bij_precies_een_klasse() -> None:
    alle = [soort for klasse in Klasse for soort in termijnen.soorten(klasse)]
    assert sorted(alle) == sorted(Soort.values)
    assert DAGEN.keys() == termijnen.WAAROM.keys() == set(Klasse)
    assert set(DAGEN.items()) <= TERMIJNEN
    assert max(DAGEN.values()) <= 30 * 365.25 + 1  # LR-52


# Wat de databank weigert


def roep(livc: UUID, segment: int = 0, klasse: str = "aanmeldingen", nota: str = "x", **anders_: Any) -> None:
    """Zoals iemand met SQL op de rol van de toepassing het zou proberen, met een echt spoor erbij."""
    with identiteit.als(verval.VERVALLER), transaction.atomic(), connection.cursor() as cursor:
        spoor = schrijf(
            anders_.get("soort", Soort.TOEZICHT_VERVALLEN),
            livc_id=livc,
            actor_pseudoniem=b"x" * 32,
            inhoud={},
        )
        cursor.execute(
            "SELECT audit_verval(%s, %s, %s, clock_timestamp() + %s, %s, %s)",
            [livc, segment, klasse, anders_.get("later", timedelta(0)), nota, spoor],
        )


@pytest.mark.parametrize(
    ("poging", "antwoord"),
    [
        ({"klasse": "handelingen"}, "niets vervallen"),
        ({"klasse": "grondslag"}, "niets vervallen"),
        ({"klasse": "alles"}, "niets vervallen"),
        ({"segment": 2}, "niets vervallen"),
        ({"segment": -1}, "niets vervallen"),
        ({"nota": "casusoverleg/verval/1\n"}, "zegt iets anders"),
        ({"nota": ""}, "zegt iets anders"),
        ({"later": timedelta(days=4000)}, "niet van nu"),
        ({"later": -timedelta(days=1)}, "niet van nu"),
        ({"soort": Soort.TOEGANG_AANGEMELD}, "staat zelf in het logboek"),
    ],
)
def test_met_sql_op_de_rol_van_de_toepassing_gaat_er_niets_te_vroeg_weg(
    livc: UUID, poging: dict[str, Any], antwoord: str
) -> None:
    with pytest.raises(ProgrammingError, match=antwoord):
        roep(livc, **poging)
    assert not Verval.objects.exists()
    assert Regel.objects.filter(livc_id=livc).count() == 600


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit_regel",
        "INSERT INTO audit_verval SELECT * FROM audit_verval",
        "UPDATE audit_verval SET nota = 'x'",
        "DELETE FROM audit_verval",
    ],
)
@pytest.mark.parametrize("wie", ["toepassing", "eigenaar"])
def test_buiten_de_functie_om_gaat_er_niets_weg(livc: UUID, sql: str, wie: str) -> None:
    verval.laat_vervallen(livc)
    if wie == "eigenaar" and sql.startswith("INSERT"):
        return  # die mag alles invoegen; zonder handtekening komt het uit
    als_wie = identiteit.als(verval.VERVALLER) if wie == "toepassing" else nullcontext()
    with als_wie, transaction.atomic(), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(sql)


def test_een_verzonnen_verklaring_wist_bij_de_eigenaar_niets_jongs(livc: UUID) -> None:
    """Ook wie een rij in audit_verval zet, krijgt met de trigger aan geen regel weg die niet oud genoeg is."""
    verval.laat_vervallen(livc)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_verval SELECT gen_random_uuid(), livc_id, segment, 'handelingen', 1, '{1}', bladen, tot, op, nota,"
            " regel_id FROM audit_verval WHERE segment = 0"
        )
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_regel WHERE volgnummer = 1")


def test_een_ondertekening_van_een_ander_komt_uit(livc: UUID) -> None:
    """De databank ziet de handtekening niet na; wie narekent wel."""
    tekst = _verklaring(livc).tekst()
    moment = tekst.split("op ")[-1].strip()
    with identiteit.als(verval.VERVALLER), transaction.atomic(), connection.cursor() as cursor:
        spoor = schrijf(Soort.TOEZICHT_VERVALLEN, livc_id=livc, actor_pseudoniem=b"x" * 32, inhoud={})
        cursor.execute(
            "SELECT audit_verval(%s, 0, 'aanmeldingen', %s, %s, %s)",
            [livc, moment, _vals(livc, tekst), spoor],
        )
    assert "niet getekend door dit logboek" in str(reken_na(livc).gebreken[0])


def _verklaring(livc: UUID) -> Verklaring:
    gemaakt = verval._verklaring(livc, 0, Klasse.AANMELDINGEN)
    assert gemaakt is not None
    return gemaakt


def _vals(livc: UUID, tekst: str) -> str:
    naam = controlepunten.herkomst(livc)
    prive = Ed25519PrivateKey.generate()
    sleutel = Sleutel(naam, LOG, prive.public_key().public_bytes_raw())
    return str(Nota(tekst, ((naam, sleutel.afdruk, prive.sign(tekst.encode())),)))


# Knoeien na een verval, als eigenaar en met de triggers uit

V = "UPDATE audit_verval SET"
POGINGEN: dict[str, tuple[str, ...]] = {
    "een regel weg zonder verklaring": ("DELETE FROM audit_regel WHERE volgnummer = 1",),
    "de laatste van een segment weg": ("DELETE FROM audit_regel WHERE volgnummer = 511",),
    "een regel weg in een segment dat niet vol is": ("DELETE FROM audit_regel WHERE volgnummer = 516",),
    "een verklaring weg": ("DELETE FROM audit_verval WHERE segment = 0",),
    "een andere afdruk": (f"{V} bladen = sha256('x') WHERE segment = 0",),
    "een nummer erbij": (f"{V} nummers = nummers || 1::bigint WHERE segment = 0", "DELETE FROM audit_regel WHERE volgnummer = 1"),
    "een andere klasse": (f"{V} klasse = 'handelingen' WHERE segment = 0",),
    "een ander segment": (f"{V} segment = 2 WHERE segment = 1",),
    "een kortere termijn": (f"{V} dagen = 1 WHERE segment = 0",),
    "een ander ogenblik": (f"{V} op = op + interval '1 day' WHERE segment = 0",),
    "een nota die niemand tekende": (f"{V} nota = replace(nota, 'termijn 731', 'termijn 730') WHERE segment = 0",),
    "de nota van een ander segment": (
        f"{V} nota = (SELECT nota FROM audit_verval WHERE segment = 1) WHERE segment = 0",
    ),
    "het spoor naar een andere regel": (f"{V} regel_id = gen_random_uuid() WHERE segment = 0",),
    "de tegel met de verklaring erbij": (
        "UPDATE audit_tegel SET waarden = overlay(waarden PLACING sha256('x') FROM 97) WHERE niveau = 0 AND nummer = 0",
    ),
    "een regel terug": (
        "INSERT INTO audit_regel (id, livc_id, soort, tijdstip, actor_pseudoniem, epoch, omhulling, blad, transactie,"
        " volgnummer, verzegeld_op) SELECT gen_random_uuid(), livc_id, 'toegang.aangemeld', tijdstip, actor_pseudoniem,"
        " epoch, omhulling, blad, transactie, 0, verzegeld_op FROM audit_regel WHERE volgnummer = 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("poging", POGINGEN)
def test_knoeien_na_een_verval_komt_uit(livc: UUID, poging: str) -> None:
    verval.laat_vervallen(livc)
    knoei(*POGINGEN[poging])
    assert reken_na(livc).gebreken, poging


def _hertekend(livc: UUID, **velden: Any) -> None:
    """Wie databank én sleutelring heeft: een verklaring die echt getekend is, maar niet waar kan zijn."""
    rij = Verval.objects.get(livc_id=livc, segment=0)
    sleutel = controlepunten.sleutel(livc)
    assert sleutel is not None
    gezegd = Verklaring.uit(rij.nota, sleutel)
    nieuw = Verklaring(**(vars(gezegd) | velden))
    knoei(
        "UPDATE audit_verval SET nota = %(nota)s, dagen = %(dagen)s, klasse = %(klasse)s, op = %(op)s, tot = %(tot)s,"
        " nummers = %(nummers)s WHERE segment = 0",
        nota=controlepunten.onderteken(livc, nieuw.tekst()),
        dagen=nieuw.dagen,
        klasse=nieuw.klasse,
        op=nieuw.op,
        tot=nieuw.tot,
        nummers=list(nieuw.nummers),
    )


@pytest.mark.parametrize(
    ("velden", "waarom"),
    [
        ({"dagen": 1}, "deze termijn bestond nooit"),
        ({"tot": timezone.now() - timedelta(days=30)}, "voor zijn termijn"),
        ({"klasse": "handelingen", "dagen": 3653}, "voor zijn termijn"),
        ({"op": timezone.now() + timedelta(days=9)}, "moet nog komen"),
        ({"nummers": (0, 3)}, "niet die van de boom"),
        ({"nummers": (300,)}, "hoort niet in segment"),
        ({"segment": 7}, "de rij zegt iets anders"),
        ({"herkomst": "elders"}, "niet van dit logboek"),
    ],
)
def test_een_echt_getekende_maar_onware_verklaring_komt_uit(
    livc: UUID, velden: dict[str, Any], waarom: str
) -> None:
    verval.laat_vervallen(livc)
    _hertekend(livc, **velden)
    assert any(waarom in gebrek.wat for gebrek in reken_na(livc).gebreken)


# Wat naar buiten gaat


@pytest.fixture
def vervallen(livc: UUID) -> UUID:
    verval.laat_vervallen(livc)
    return livc


def test_een_uitvoer_met_verval_klopt_en_zegt_hoeveel(vervallen: UUID) -> None:
    zin = controleer(uitvoer(vervallen))
    assert "602 regels, 431 met hun omhulling" in zin
    assert "171 regels vervallen (aanmeldingen na 731 dagen: 171)" in zin


def test_het_programma_alleen_rekent_een_verval_na(vervallen: UUID, tmp_path: Path) -> None:
    uitvoer(vervallen).extractall(tmp_path)
    pad = tmp_path / "logboek.zip"
    pad.write_bytes(uitvoer(vervallen).fp.getvalue())
    klaar = subprocess.run(
        [sys.executable, "-I", "verificateur.py", str(pad)],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert "171 regels vervallen" in klaar.stdout


UITVOER: dict[str, Callable[[zipfile.ZipFile], zipfile.ZipFile]] = {
    "een verklaring weg": lambda z: anders(z, **{"verval/0-aanmeldingen": None}),
    "een verklaring anders": lambda z: anders(
        z, **{"verval/0-aanmeldingen": z.read("verval/0-aanmeldingen").replace(b"termijn 731", b"termijn 730")}
    ),
    "een lijn weg": lambda z: anders(z, **{"regels.jsonl": andere_regels(z, lambda rijen: rijen.pop(0))}),
    "een tegel anders": lambda z: anders(z, **{"tile/0/000": z.read("tile/0/001")}),
    "een bundel anders": lambda z: anders(z, **{"tile/entries/002.p/90": z.read("tile/entries/002.p/90")[:-1] + b"x"}),
}  # fmt: skip


@pytest.mark.parametrize("hoe", UITVOER)
def test_een_uitvoer_met_verval_waaraan_geknoeid_is_klopt_niet(vervallen: UUID, hoe: str) -> None:
    with pytest.raises(KloptNiet):
        controleer(UITVOER[hoe](uitvoer(vervallen)))


def test_een_bundel_waaruit_iets_verviel_is_er_niet_meer(vervallen: UUID, stad: Stad, als: Any) -> None:
    def vraag(pad: str) -> int:
        return als(stad.toezicht).get(reverse("toezicht:tegels", args=[vervallen, pad])).status_code

    assert [vraag(f"tile/entries/00{n}") for n in (0, 1, 2)] == [410, 410, 404]
    assert [vraag(f"tile/0/00{n}") for n in (0, 1)] == [200, 200]
    with pytest.raises(tlog.Vervallen):
        tlog.inhoud(vervallen, "tile/entries/000")


def test_de_pagina_zegt_wat_verviel(vervallen: UUID, stad: Stad, als: Any) -> None:
    pagina = als(stad.toezicht).get(reverse("toezicht:bewijs", args=[vervallen])).content.decode()
    assert "171 regels, de jongste van" in pagina
    assert "2 verklaringen" in pagina

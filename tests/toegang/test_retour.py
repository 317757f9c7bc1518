"""Teruggekomen berichten: echte rapporten, en alles wat erop lijkt."""

import io
import mailbox
import subprocess
import sys
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus import agenda
from casus.actions import retouren, uitnodiging
from casus.management.commands.retouren_verwerken import Command
from casus.models import Agendazending, Deelname
from tests.brievenbus import Brievenbus
from tests.factories import Stad, maak_casus, maak_deelname
from toegang import identiteit, post
from toegang.berichten import Berichtsoort, Brief
from toegang.models import Adresfout, Verzending
from toegang.retour import Retour, lees

POSTFIX = """From: MAILER-DAEMON@post.test (Mail Delivery System)
To: {aan}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; post.test

Final-Recipient: rfc822; {wie}
Action: {actie}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 unknown user

--grens
Content-Type: {deel}

Message-ID: <{teken}@127.0.0.1>
Subject: Er wacht een uitnodiging op u

--grens--
"""
TEKEN = "0123456789abcdef" * 2


def rapport(teken: str = TEKEN, **anders: str) -> bytes:
    vast = {
        "aan": "niet-antwoorden@localhost",
        "wie": "weg@elders.test",
        "actie": "failed",
        "status": "5.1.1",
        "deel": "text/rfc822-headers",
    }
    return POSTFIX.format(teken=teken, **(vast | anders)).encode()


@pytest.mark.parametrize("deel", ["text/rfc822-headers", "message/rfc822"])
def test_het_teken_komt_uit_het_ingesloten_bericht(deel: str) -> None:
    assert lees(rapport(deel=deel)) == Retour(TEKEN, "5.1.1")


def test_het_teken_komt_uit_het_adres_voor_retours() -> None:
    assert lees(rapport(teken="onbekend", aan=f"retour+{TEKEN}@stad.test")) == Retour(TEKEN, "5.1.1")


@pytest.mark.parametrize(
    "rauw",
    [
        rapport(actie="delayed", status="4.4.1"),
        rapport(actie="delivered", status="2.0.0"),
        rapport(teken="geen-teken"),
        rapport().replace(b"report-type=delivery-status", b"report-type=disposition-notification"),
        b"Subject: ik ben er niet\n\nIk ben met vakantie.",
        b"",
        b"\xff\xfe\x00 rommel",
        rapport().replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_al_de_rest_is_geen_retour(rauw: bytes) -> None:
    assert lees(rauw) is None


def test_een_code_die_geen_code_is_wordt_niet_overgenomen() -> None:
    assert lees(rapport(status="5.<script>")) == Retour(TEKEN, "5.0.0")


def _genest(diep: int) -> bytes:
    """Delen in delen, tot de lezer te diep gaat."""
    kop = b"Content-Type: multipart/report; report-type=delivery-status; boundary=a0\n\n--a0\n"
    delen = [b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (i, i) for i in range(1, diep)]
    return kop + b"".join(delen) + b"Content-Type: text/plain\n\nx\n"


STRUIKELSTENEN = (
    _genest(1500),
    rapport().replace(b"@127.0.0.1>", b"@["),
    rapport(deel="message/rfc822").replace(b"@127.0.0.1>", b"@[1.2.3"),
)


@pytest.fixture
def uitgenodigd(stad: Stad, bus: Brievenbus) -> Deelname:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw, "voorbereid")
    uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[rij.pk])
    return Deelname.objects.get(pk=rij.pk)


def retour_op(bericht: EmailMessage) -> bytes:
    """Wat een mailserver terugstuurt: het rapport met de koppen van het echte bericht erin."""
    return rapport(bericht["Message-ID"].strip("<>").split("@")[0], wie=bericht["To"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-34")
def test_een_retour_toont_de_preventieambtenaar_dat_het_adres_niet_werkt(
    stad: Stad, als: Any, bus: Brievenbus, uitgenodigd: Deelname, tmp_path: Path
) -> None:
    maildir = mailbox.Maildir(tmp_path / "retour")
    maildir.add(retour_op(bus.van(stad.caw.email)[0]))
    maildir.add(b"Subject: reclame\n\nKoop nu.")
    uit = io.StringIO()
    call_command("retouren_verwerken", str(tmp_path / "retour"), "--wis", stdout=uit)
    assert uit.getvalue() == "2 gelezen, 1 retours.\n"
    assert len(mailbox.Maildir(tmp_path / "retour")) == 0
    tafel = reverse("casus:tafel", args=[uitgenodigd.casus_id])
    preventie: Client = als(stad.preventie)
    assert "adres werkt niet" in preventie.get(tafel).text
    assert "bericht niet verstuurd" in preventie.get(tafel).text
    for wie in (stad.burgemeester, stad.politie):
        assert "adres werkt niet" not in als(wie).get(tafel).text
    lijst = reverse("casus:livc_adressen", args=[stad.livc.pk])
    assert "sinds" in preventie.get(lijst).text
    beheer = als(stad.beheer).get(lijst).text
    assert stad.caw.email in beheer
    assert "sinds" not in beheer
    assert preventie.post(reverse("casus:deelname_bericht", args=[uitgenodigd.pk])).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-20", "LR-34")
def test_een_retour_trekt_niets_in(stad: Stad, bus: Brievenbus, uitgenodigd: Deelname) -> None:
    """Iedereen kan er een sturen: wie uitgenodigd is, houdt zijn uitnodiging en zijn afspraak."""
    zending = Agendazending.objects.get(gebruiker=stad.caw)
    assert zending.gemeld_reeks is not None
    retour = lees(retour_op(bus.van(stad.caw.email)[0]))
    assert retour
    assert retouren.verwerk(actor=retouren.RETOUREN, retour=retour)
    voor = len(bus.van(stad.caw.email))
    agenda.werk_bij(stad.livc.pk)
    zending.refresh_from_db()
    assert (zending.actief, len(bus.van(stad.caw.email))) == (True, voor)
    uitgenodigd.refresh_from_db()
    assert uitgenodigd.staat == "uitgenodigd"


@pytest.mark.django_db(transaction=True)
def test_een_bericht_dat_de_lezer_doet_struikelen_houdt_de_rest_niet_tegen(
    stad: Stad, bus: Brievenbus, uitgenodigd: Deelname, tmp_path: Path
) -> None:
    maildir = mailbox.Maildir(tmp_path / "retour")
    for rauw in STRUIKELSTENEN:
        maildir.add(rauw)
    maildir.add(retour_op(bus.van(stad.caw.email)[0]))
    uit = io.StringIO()
    call_command("retouren_verwerken", str(tmp_path / "retour"), "--wis", stdout=uit)
    assert uit.getvalue() == f"{len(STRUIKELSTENEN) + 1} gelezen, 1 retours.\n"


def maak_mbox(pad: Path, *berichten: bytes) -> Path:
    """Zoals een mailserver ze schrijft: elk bericht na een regel ‘From ’, met een lege regel erachter."""
    pad.write_bytes(
        b"".join(b"From MAILER-DAEMON Mon Nov 30 02:00:00 2026\n" + rij + b"\n" for rij in berichten)
    )
    return pad


@pytest.mark.django_db(transaction=True)
def test_een_mbox_met_onleesbare_berichten_geeft_het_goede_retour_en_wordt_leeg(
    stad: Stad, bus: Brievenbus, uitgenodigd: Deelname, tmp_path: Path
) -> None:
    goed = retour_op(bus.van(stad.caw.email)[0])
    afgekapt, leeg, rommel = rapport()[:200], b"", b"\xff\xfe\x00 rommel\n\n> From hier niets\n"
    mbox = maak_mbox(tmp_path / "mbox", afgekapt, rommel, goed, leeg, STRUIKELSTENEN[1])
    uit = io.StringIO()
    call_command("retouren_verwerken", str(mbox), stdout=uit)
    assert uit.getvalue() == "5 gelezen, 1 retours.\n"
    assert Adresfout.objects.get().gebruiker == stad.caw
    assert mbox.stat().st_size > len(goed)  # zonder --wis blijft alles staan
    uit = io.StringIO()
    call_command("retouren_verwerken", str(mbox), "--wis", stdout=uit)
    assert uit.getvalue() == "5 gelezen, 0 retours.\n"  # een tweede keer telt niet
    assert mbox.read_bytes() == b""
    assert not mbox.with_suffix(".lock").exists()


HOUDT_VAST = """import mailbox, sys
bus = mailbox.mbox(sys.argv[1], create=False); bus.lock(); print("op slot", flush=True); sys.stdin.read(); bus.close()"""


@pytest.mark.django_db(transaction=True)
def test_een_mbox_die_de_mailserver_vasthoudt_blijft_met_rust(stad: Stad, tmp_path: Path) -> None:
    mbox = maak_mbox(tmp_path / "mbox", rapport())
    voor = mbox.read_bytes()
    houder = [sys.executable, "-c", HOUDT_VAST, str(mbox)]
    with subprocess.Popen(houder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"op slot\n"
        with pytest.raises(CommandError, match="gebruikt deze postbus"):
            call_command("retouren_verwerken", str(mbox), "--wis", verbosity=0)
    assert mbox.read_bytes() == voor
    call_command("retouren_verwerken", str(mbox), "--wis", verbosity=0)  # het slot is weg
    assert mbox.read_bytes() == b""


def test_komt_er_post_bij_tijdens_het_lezen_dan_wordt_er_niets_gewist(tmp_path: Path) -> None:
    mbox = maak_mbox(tmp_path / "mbox", rapport(), rapport())
    berichten = Command()._berichten(str(mbox), wis=True)
    next(berichten)
    with mbox.open("ab") as bij:
        bij.write(b"From x Mon Nov 30 02:00:00 2026\n\nNieuw.\n")
    with pytest.raises(CommandError, match="niets gewist"):
        list(berichten)
    assert mbox.read_bytes().count(b"From MAILER-DAEMON") == 2


def test_een_pad_dat_er_niet_is_zegt_het(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("retouren_verwerken", str(tmp_path / "weg"))


@pytest.mark.django_db(transaction=True)
def test_nagekeken_haalt_het_adres_weg_een_keer(
    stad: Stad, anderstad: Stad, als: Any, bus: Brievenbus, uitgenodigd: Deelname
) -> None:
    Verzending.objects.create(teken=TEKEN, gebruiker=stad.caw, verstuurd_op=timezone.now())
    assert retouren.verwerk(actor=retouren.RETOUREN, retour=Retour(TEKEN, "5.1.1"))
    assert not retouren.verwerk(actor=retouren.RETOUREN, retour=Retour(TEKEN, "5.1.1"))
    fout = Adresfout.objects.get()
    adres = reverse("casus:adres_nagekeken", args=[stad.livc.pk, fout.pk])
    assert als(anderstad.preventie).post(adres).status_code == 404
    assert als(stad.burgemeester).post(adres).status_code == 403
    assert als(stad.preventie).post(adres).status_code == 302
    assert als(stad.preventie).post(adres).status_code == 409
    assert Regel.objects.filter(soort="adres.nagekeken").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-20")
def test_van_wie_neen_zei_toont_niemand_het_adres_aan_tafel(
    stad: Stad, als: Any, bus: Brievenbus, uitgenodigd: Deelname
) -> None:
    Adresfout.objects.create(gebruiker=stad.caw, sinds=timezone.now(), code="5.1.1")
    Deelname.objects.update(staat="geweigerd")
    pagina = als(stad.preventie).get(reverse("casus:tafel", args=[uitgenodigd.casus_id])).text
    assert "adres werkt niet" not in pagina


@pytest.mark.django_db(transaction=True)
def test_een_verzonnen_retour_doet_niets(stad: Stad, bus: Brievenbus) -> None:
    assert not retouren.verwerk(actor=retouren.RETOUREN, retour=Retour("f" * 32, "5.1.1"))
    assert not Adresfout.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_het_teken_is_elke_keer_anders_en_verdwijnt_na_een_maand(stad: Stad, bus: Brievenbus) -> None:
    for _keer in range(2):
        assert post.verstuur(Brief(Berichtsoort.TOEZICHT), stad.caw.email)
    assert len({bericht["Message-ID"] for bericht in bus.berichten}) == 2
    assert Verzending.objects.count() == 2
    Verzending.objects.update(verstuurd_op=timezone.now() - timedelta(days=31))
    assert retouren.ruim_op(actor=retouren.RETOUREN) == 2


@pytest.mark.django_db(transaction=True)
def test_met_een_retouradres_draagt_de_afzender_op_de_envelop_het_teken(
    stad: Stad, bus: Brievenbus, settings: Any
) -> None:
    settings.RETOUR_ADRES = "retour@stad.test"
    assert post.verstuur(Brief(Berichtsoort.TOEZICHT), stad.caw.email)
    teken = Verzending.objects.get().teken
    assert bus.afzenders == [f"retour+{teken}@stad.test"]
    assert bus.berichten[0]["From"] == settings.DEFAULT_FROM_EMAIL
    assert bus.berichten[0]["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db(transaction=True)
def test_een_server_die_een_ontvanger_weigert(stad: Stad, bus: Brievenbus) -> None:
    bus.onbekend = {stad.caw.email}
    assert not post.verstuur(Brief(Berichtsoort.TOEZICHT), stad.caw.email)
    assert post.verstuur(Brief(Berichtsoort.TOEZICHT), stad.clb.email)


@pytest.mark.django_db
def test_wie_retours_niet_verwerkt_leest_of_schrijft_er_niets_van(stad: Stad, anderstad: Stad) -> None:
    Verzending.objects.create(teken=TEKEN, gebruiker=stad.caw, verstuurd_op=timezone.now())
    Adresfout.objects.create(gebruiker=stad.caw, sinds=timezone.now(), code="5.1.1")
    for wie in (
        stad.burgemeester,
        stad.politie,
        stad.caw,
        stad.dpo,
        anderstad.preventie,
        anderstad.beheer,
        None,
    ):
        with identiteit.als(wie):
            assert not Verzending.objects.exists(), wie
            assert not Adresfout.objects.exists(), wie
            assert Adresfout.objects.all().delete()[0] == 0
    for wie in (stad.preventie, stad.beheer):
        with identiteit.als(wie):
            assert Adresfout.objects.update(code="x") == 0
            assert Adresfout.objects.count() == 1
            assert not Verzending.objects.exists()


def test_een_bericht_van_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    class Invoer:
        buffer = io.BytesIO(rapport())

    monkeypatch.setattr(sys, "stdin", Invoer())
    assert [lees(rauw) for rauw in Command()._berichten(None, wis=False)] == [Retour(TEKEN, "5.1.1")]

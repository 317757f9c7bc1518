"""Het overleg in ieders eigen agenda: echt verstuurd, geldig voor elke agenda, en zonder iets over wie of hoeveel."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from casus import agenda, geheimhouding
from casus.actions import deelname as antwoorden
from casus.actions import overleg as overleggen
from casus.actions import uitnodiging, vertrek, wraking
from casus.models import Agendazending, Casus, Deelname, Overleg
from tests.brievenbus import Brievenbus, afspraak
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang import identiteit
from toegang.agendastuk import Agendastuk, Methode
from toegang.models import Berichtkeuze, Gebruiker

pytestmark = pytest.mark.django_db(transaction=True)
BRUSSEL = ZoneInfo("Europe/Brussels")


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_casus(stad)


@pytest.fixture
def overleg(stad: Stad, casus: Casus) -> Overleg:
    return maak_overleg(stad, casus)


@pytest.fixture
def genodigde(stad: Stad, casus: Casus, overleg: Overleg, bus: Brievenbus) -> Deelname:
    """Cas kreeg zijn uitnodiging; de kern heeft het overleg al in haar agenda."""
    agenda.werk_bij(stad.livc.pk)
    rij = maak_deelname(stad, casus, stad.caw, "voorbereid", overleg)
    uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[rij.pk])
    return rij


def stukken(bus: Brievenbus, wie: Gebruiker) -> list[tuple[str, int]]:
    """Elke afspraak die deze persoon kreeg: methode en volgnummer."""
    ics = [afspraak(bericht) for bericht in bus.van(wie.email)]
    return [
        (str(kalender["METHOD"]), int(kalender.events[0]["SEQUENCE"]))
        for kalender in (Calendar.from_ical(tekst) for tekst in ics if tekst)
    ]


def verzet(stad: Stad, overleg: Overleg, plaats: str = "Zaal 9", dagen: int = 5) -> None:
    begin = overleg.begin + timedelta(days=dagen)
    overleggen.wijzig(
        actor=stad.preventie, pk=overleg.pk, begin=begin, plaats=plaats, voorzitter=stad.burgemeester
    )


def test_de_uitnodiging_draagt_de_afspraak_als_tekst_en_als_bijlage(
    stad: Stad, bus: Brievenbus, genodigde: Deelname
) -> None:
    (bericht,) = bus.van(stad.caw.email)
    assert bericht["Subject"] == "Er wacht een uitnodiging op u"
    soorten = [deel.get_content_type() for deel in bericht.walk()]
    assert soorten == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/calendar",
        "application/ics",
    ]
    (tekst,) = [deel for deel in bericht.walk() if deel.get_content_type() == "text/calendar"]
    assert tekst.get_param("method") == "REQUEST"
    assert Calendar.from_ical(tekst.get_content()) == Calendar.from_ical(afspraak(bericht))


def test_verzetten_verhoogt_het_volgnummer_en_houdt_het_kenmerk(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, overleg: Overleg
) -> None:
    verzet(stad, overleg)
    verzet(stad, overleg, "Zaal 10", 1)
    assert stukken(bus, stad.caw) == [("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 2)]
    gebeurtenissen = [Calendar.from_ical(afspraak(b)).events[0] for b in bus.van(stad.caw.email)]
    assert len({str(e["UID"]) for e in gebeurtenissen}) == 1
    assert [str(e["LOCATION"]) for e in gebeurtenissen] == ["Gemeentehuis", "Zaal 9", "Zaal 10"]
    assert len({e["DTSTART"].dt for e in gebeurtenissen}) == 3


def test_wie_aan_tafel_zit_krijgt_hetzelfde_als_wie_gevraagd_is(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    """Een deelnemer van vroeger en de kern: één afspraak, ook als er twee casussen op de agenda staan."""
    tweede = maak_casus(stad)
    overleg.agendapunten.create(casus=tweede, livc=stad.livc, volgorde=2)
    maak_deelname(stad, casus, stad.clb, "aanvaard")
    maak_deelname(stad, tweede, stad.clb, "aanvaard")
    agenda.werk_bij(stad.livc.pk)
    van_dit_overleg = Agendazending.objects.filter(overleg=overleg)
    assert {z.gebruiker_id for z in van_dit_overleg} == {w.pk for w in (*stad.kern, stad.clb)}
    assert agenda.werk_bij(stad.livc.pk) == 0


@pytest.mark.parametrize("einde", ["annuleren", "intrekken"])
def test_wat_niet_doorgaat_verdwijnt_uit_de_agenda(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, overleg: Overleg, einde: str
) -> None:
    if einde == "annuleren":
        overleggen.annuleer(actor=stad.preventie, pk=overleg.pk)
    else:
        uitnodiging.trek_in(actor=stad.burgemeester, pk=genodigde.pk)
    assert stukken(bus, stad.caw) == [("REQUEST", 0), ("CANCEL", 1)]
    # Intrekken is één bericht, niet twee.
    assert len(bus.van(stad.caw.email)) == 2


@pytest.mark.regel("LR-21")
@pytest.mark.parametrize("einde", ["terugtrekken", "beeindigen"])
def test_wie_van_tafel_gaat_krijgt_het_overleg_uit_zijn_agenda(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, einde: str
) -> None:
    antwoorden.aanvaard_geheimhouding(actor=stad.caw, pk=genodigde.pk, versie=geheimhouding.huidige().versie)
    antwoorden.aanvaard(actor=stad.caw, pk=genodigde.pk)
    if einde == "terugtrekken":
        antwoorden.trek_terug(actor=stad.caw, pk=genodigde.pk)
    else:
        vertrek.beeindig(actor=stad.burgemeester, pk=genodigde.pk)
    assert stukken(bus, stad.caw) == [("REQUEST", 0), ("CANCEL", 1)]
    verzet(stad, Overleg.objects.get(pk=genodigde.overleg_id))
    assert len(bus.van(stad.caw.email)) == 2


@pytest.mark.regel("LR-20")
def test_wie_neen_zei_krijgt_daarna_niets_meer(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, overleg: Overleg
) -> None:
    antwoorden.weiger(actor=stad.caw, pk=genodigde.pk)
    verzet(stad, overleg)
    overleggen.annuleer(actor=stad.preventie, pk=overleg.pk)
    assert stukken(bus, stad.caw) == [("REQUEST", 0)]


@pytest.mark.regel("LR-20")
def test_wie_nooit_gevraagd_is_krijgt_niets(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    rij = maak_deelname(stad, casus, stad.caw, "voorbereid", overleg)
    agenda.werk_bij(stad.livc.pk)
    verzet(stad, overleg)
    uitnodiging.trek_in(actor=stad.burgemeester, pk=rij.pk)
    assert bus.van(stad.caw.email) == bus.van(stad.clb.email) == []


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_wordt_krijgt_een_intrekking_zonder_reden(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, casus: Casus, overleg: Overleg
) -> None:
    wraking.wraak(actor=stad.burgemeester, pk=casus.pk, gebruiker=stad.caw.pk, reden="Zijn neef.")
    bericht = bus.van(stad.caw.email)[-1]
    assert stukken(bus, stad.caw) == [("REQUEST", 0), ("CANCEL", 1)]
    assert bericht["Subject"] == "Casusoverleg: niet meer in uw agenda"
    assert "neef" not in bericht.as_string() + str(afspraak(bericht))
    verzet(stad, overleg)
    assert len(bus.van(stad.caw.email)) == 2


@pytest.mark.regel("LR-23")
def test_wie_vooraf_uitgesloten_is_merkt_niets_van_het_overleg(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    """Ook niet van een leeg overleg dat later over die casus blijkt te gaan."""
    wraking.wraak(actor=stad.burgemeester, pk=casus.pk, gebruiker=stad.politie.pk, reden="Zijn neef.")
    leeg = maak_overleg(stad)
    agenda.werk_bij(stad.livc.pk)
    leeg.agendapunten.create(casus=casus, livc=stad.livc)
    verzet(stad, overleg)
    overleggen.annuleer(actor=stad.preventie, pk=overleg.pk)
    assert bus.van(stad.politie.email) == []
    assert bus.van(stad.preventie.email)


@pytest.mark.regel("LR-23")
def test_wie_een_punt_niet_kent_verschuift_het_overleg_toch_voor_iedereen(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    """De preventieambtenaar is van de ene casus uitgesloten; wie erover uitgenodigd is, wacht niet op het oude uur."""
    maak_deelname(stad, casus, stad.caw, "aanvaard", overleg)
    andere = maak_casus(stad)
    overleg.agendapunten.create(casus=andere, livc=stad.livc, volgorde=2)
    agenda.werk_bij(stad.livc.pk)
    wraking.wraak(actor=stad.burgemeester, pk=casus.pk, gebruiker=stad.preventie.pk, reden="Haar neef.")
    verzet(stad, overleg)
    assert stukken(bus, stad.caw) == [("REQUEST", 0), ("REQUEST", 1)]


def test_een_afspraak_die_niet_vertrok_vertrekt_later_en_niet_eeuwig(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    bus.weigert = True
    assert agenda.werk_bij(stad.livc.pk) == 0
    bus.weigert = False
    assert agenda.werk_alles_bij() == 3
    bus.weigert = True
    verzet(stad, overleg)
    for _keer in range(6):
        agenda.werk_bij(stad.livc.pk)
    assert set(Agendazending.objects.values_list("pogingen", flat=True)) == {5}


def test_een_uitnodiging_die_niet_vertrok_laat_geen_losse_afspraak_na(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    rij = maak_deelname(stad, casus, stad.caw, "voorbereid", overleg)
    bus.weigert = True
    uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[rij.pk])
    bus.weigert = False
    agenda.werk_bij(stad.livc.pk)
    assert bus.van(stad.caw.email) == []
    uitnodiging.stuur_opnieuw(actor=stad.preventie, pk=rij.pk)
    assert stukken(bus, stad.caw) == [("REQUEST", 0)]


def test_wie_geen_afspraken_wil_krijgt_alleen_de_uitnodiging(
    stad: Stad, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    Berichtkeuze.objects.create(gebruiker=stad.caw, agenda=False)
    rij = maak_deelname(stad, casus, stad.caw, "voorbereid", overleg)
    uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[rij.pk])
    verzet(stad, overleg)
    assert [b["Subject"] for b in bus.van(stad.caw.email)] == ["Er wacht een uitnodiging op u"]
    assert stukken(bus, stad.caw) == []


# Wat erin staat


def bewijs_geldig(ics: bytes, ontvanger: str) -> Any:
    """De regels van RFC 5545 en 5546 die agenda's streng nemen; geeft de gebeurtenis."""
    assert ics.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert all(len(regel) <= 75 for regel in ics.split(b"\r\n"))
    kalender = Calendar.from_ical(ics)
    assert not kalender.errors
    assert [c.name for c in kalender.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert (str(kalender["VERSION"]), str(kalender["CALSCALE"])) == ("2.0", "GREGORIAN")
    assert kalender["PRODID"]
    (afspraak,) = kalender.events
    assert not afspraak.errors
    for naam in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "ORGANIZER", "STATUS"):
        assert not isinstance(afspraak[naam], list), naam
    assert re.search(rb"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", ics)
    assert afspraak["DTSTART"].params["TZID"] == afspraak["DTEND"].params["TZID"] == "Europe/Brussels"
    assert afspraak["DTEND"].dt > afspraak["DTSTART"].dt
    assert str(afspraak["ORGANIZER"]).startswith("mailto:")
    if kalender["METHOD"] == "PUBLISH":
        assert "ATTENDEE" not in afspraak
    else:
        assert str(afspraak["ATTENDEE"]) == f"mailto:{ontvanger}"
        assert afspraak["ATTENDEE"].params["RSVP"] == "FALSE"
    assert afspraak["STATUS"] == ("CANCELLED" if kalender["METHOD"] == "CANCEL" else "CONFIRMED")
    assert not kalender.walk("VALARM")
    # Een tweede lezer, van anderen, leest hetzelfde uur en dezelfde plaats.
    ander = vobject.readOne(ics.decode())
    assert ander.validate(raiseException=True)
    assert ander.vevent.dtstart.value == afspraak["DTSTART"].dt
    assert ander.vevent.location.value == str(afspraak["LOCATION"])
    return afspraak


@pytest.mark.regel("LR-34")
def test_elke_afspraak_is_geldig_en_zegt_niets(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, casus: Casus, overleg: Overleg
) -> None:
    verzet(stad, overleg)
    overleggen.annuleer(actor=stad.preventie, pk=overleg.pk)
    gezien = [(b["To"], afspraak(b)) for b in bus.berichten]
    assert len(gezien) == 4 * 3
    for aan, ics in gezien:
        gebeurtenis = bewijs_geldig(ics, aan)
        assert str(gebeurtenis["SUMMARY"]) == "Casusoverleg"
        assert str(gebeurtenis["URL"]).endswith("/overleg/")
        assert str(gebeurtenis["CLASS"]) == "PRIVATE"
        tekst = ics.decode().replace("\r\n ", "").replace(aan, "")
        verboden = {
            str(casus.pk),
            casus.referentie,
            str(overleg.pk),
            str(genodigde.pk),
            "Zeno",
            "Voorbeeldegem",
        }
        verboden |= {
            woord for wie in (*stad.kern, *stad.sociaal) for woord in (wie.naam, str(wie.pk), wie.email)
        }
        assert not {woord for woord in verboden - {aan} if woord in tekst}
    kenmerken = {str(Calendar.from_ical(ics).events[0]["UID"]) for _aan, ics in gezien}
    assert len(kenmerken) == 4


@pytest.mark.parametrize(
    ("dag", "uur"), [((2027, 1, 15), "140000"), ((2027, 7, 15), "140000"), ((2027, 3, 28), "000000")]
)
def test_het_uur_klopt_in_zomer_en_winter(dag: tuple[int, int, int], uur: str) -> None:
    """Ook over de wisseling van het uur heen: twee uur later is dan drie uur op de klok."""
    begin = datetime(*dag, int(uur[:2]), tzinfo=BRUSSEL)
    ics = Agendastuk(Methode.VRAAG, uuid4(), 0, begin.astimezone(UTC), "Zaal", timezone.now()).ics("a@b.test")
    afspraak = bewijs_geldig(ics, "a@b.test")
    assert f"DTSTART;TZID=Europe/Brussels:{''.join(f'{d:02}' for d in dag)}T{uur}".encode() in ics
    assert afspraak["DTEND"].dt.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=2)


@pytest.mark.parametrize(
    "plaats", ["Zaal; met, \\ tekens", "é" * 160, "Zaal\r\nATTENDEE:mailto:x@y.z", "Zaal 🏛"]
)
def test_een_vreemde_plaats_breekt_de_afspraak_niet_open(plaats: str) -> None:
    ics = Agendastuk(Methode.VRAAG, uuid4(), 0, timezone.now(), plaats, timezone.now()).ics("a@b.test")
    afspraak = bewijs_geldig(ics, "a@b.test")
    assert str(afspraak["LOCATION"]) == " ".join(plaats.split())


# Zelf ophalen, en de databank


def test_de_afspraak_zelf_ophalen(
    stad: Stad, bus: Brievenbus, als: Any, genodigde: Deelname, overleg: Overleg
) -> None:
    adres = reverse("casus:overleg_agendastuk", args=[overleg.pk])
    antwoord = als(stad.preventie).get(adres)
    assert antwoord["Content-Disposition"] == 'attachment; filename="overleg.ics"'
    gebeurtenis = bewijs_geldig(antwoord.content, "")
    gestuurd = Calendar.from_ical(afspraak(bus.van(stad.preventie.email)[0])).events[0]
    assert str(gebeurtenis["UID"]) == str(gestuurd["UID"])
    # Een genodigde ziet het overleg nog niet; wie er niet bij hoort ook niet.
    assert [als(wie).get(adres).status_code for wie in (stad.caw, stad.clb, stad.beheer)] == [404] * 3


def test_de_databank_toont_alleen_de_eigen_afspraak_en_laat_niemand_schrijven(
    stad: Stad, bus: Brievenbus, genodigde: Deelname
) -> None:
    for wie in (stad.caw, stad.preventie, stad.beheer, None):
        with identiteit.als(wie):
            eigen = set(Agendazending.objects.values_list("gebruiker", flat=True))
            assert eigen <= {getattr(wie, "pk", None)}
            assert Agendazending.objects.update(reeks=99) == 0
            assert Agendazending.objects.all().delete()[0] == 0
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM casus_agenda(%s)", [stad.livc.pk])
                assert cursor.fetchall() == []
            with pytest.raises(DatabaseError), transaction.atomic():
                Agendazending.objects.create(
                    livc=stad.livc, overleg_id=genodigde.overleg_id, gebruiker=stad.clb,
                    begin=timezone.now(), plaats="x", gewijzigd_op=timezone.now(),
                )  # fmt: skip


def test_een_annulering_is_niet_te_volgen_naar_wie_neen_zei(
    stad: Stad, bus: Brievenbus, genodigde: Deelname, als: Any, overleg: Overleg
) -> None:
    """Wie leest, leest geen verschil: de rij van wie neen zei, ziet alleen de taak."""
    antwoorden.weiger(actor=stad.caw, pk=genodigde.pk)
    with identiteit.als(stad.preventie):
        assert not Agendazending.objects.exclude(gebruiker=stad.preventie).exists()
    pagina = als(stad.preventie).get(reverse("casus:tafel", args=[genodigde.casus_id])).text
    assert not re.search(r"agenda(zending)?\b.*Cas Caw", pagina)


# Herinneren


@pytest.mark.regel("LR-22")
def test_hoogstens_een_herinnering_aan_wie_aan_tafel_verwacht_wordt(
    stad: Stad, bus: Brievenbus, casus: Casus
) -> None:
    overleg = maak_overleg(stad, casus, over_dagen=2)
    maak_deelname(stad, casus, stad.clb, "aanvaard", overleg)
    maak_deelname(stad, casus, stad.caw, "uitgenodigd", overleg)
    Berichtkeuze.objects.create(gebruiker=stad.politie, herinnering_overleg=False)
    agenda.werk_bij(stad.livc.pk)
    bus.berichten.clear()
    vandaag = timezone.localdate()
    assert agenda.herinner_alle(vandaag - timedelta(days=1)) == 0
    assert agenda.herinner_alle(vandaag) == agenda.herinner_alle(vandaag) + 3
    gekregen = {b["To"] for b in bus.berichten}
    # Wie nog niet antwoordde, wordt niet aangespoord.
    assert gekregen == {stad.clb.email, stad.burgemeester.email, stad.preventie.email}
    tekst = bus.berichten[0].get_content()
    assert "Overmorgen is er een overleg waarop u verwacht wordt." in tekst
    assert "U hoeft niets voor te bereiden of in te brengen." in tekst
    assert "/berichten/" in tekst


def test_de_eigen_keuze_bewaren(
    stad: Stad, als: Any, bus: Brievenbus, casus: Casus, overleg: Overleg
) -> None:
    browser: Client = als(stad.preventie)
    adres = reverse("casus:mijn_berichten")
    assert browser.post(adres, {"herinnering_overleg": "on"}).status_code == 302
    keuze = Berichtkeuze.objects.get()
    assert (keuze.agenda, keuze.herinnering_overleg, keuze.herinnering_afspraak) == (False, True, False)
    agenda.werk_bij(stad.livc.pk)
    assert bus.van(stad.preventie.email) == []
    # Weer aan: wat intussen gepland is, komt meteen.
    browser.post(adres, {"agenda": "on"})
    assert stukken(bus, stad.preventie) == [("REQUEST", 0)]
    with identiteit.als(stad.burgemeester):
        assert not Berichtkeuze.objects.exists()

"""Een overleg als afspraak voor een agenda (RFC 5545, RFC 5546): wanneer en waar, en niets over wie of hoeveel (LR-34).

Gemaakt voor één ontvanger. Het kenmerk is willekeurig per persoon en per overleg: twee mensen kunnen hun afspraken niet
naast elkaar leggen. Er staan geen andere genodigden in, en geen adres van één casus.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from enum import Enum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

ZONE = ZoneInfo("Europe/Brussels")
BRUSSEL = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
DUUR = timedelta(hours=2)
"""Hoe lang een overleg duurt, weet niemand vooraf; een agenda wil toch een einde."""


class Methode(Enum):
    """Vragen en intrekken gaan per e-mail; wie zelf ophaalt, krijgt een gewone afspraak."""

    VRAAG = "REQUEST"
    WEG = "CANCEL"
    ZELF = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Agendastuk:
    """Alles wat in de afspraak staat. Raises TypeError voor iets anders dan dit, ValueError voor een uur zonder zone."""

    methode: Methode
    uid: UUID
    reeks: int
    begin: datetime
    plaats: str
    gemaakt: datetime

    def __post_init__(self) -> None:
        types = (Methode, UUID, int, datetime, str, datetime)
        waarden = (self.methode, self.uid, self.reeks, self.begin, self.plaats, self.gemaakt)
        if any(type(waarde) is not soort for waarde, soort in zip(waarden, types, strict=True)):
            raise TypeError("Een agendastuk bevat alleen een uur, een plaats en een volgnummer.")
        if self.begin.tzinfo is None or self.gemaakt.tzinfo is None:
            raise ValueError("Een uur zonder zone verschuift.")

    def ics(self, ontvanger: str) -> bytes:
        """De tekst van het stuk, met CRLF en gevouwen regels. `ontvanger` is het enige adres naast de organisator."""
        kalender = Calendar()
        kalender.add("prodid", "-//Casusoverleg//Agenda//NL")
        kalender.add("version", "2.0")
        kalender.add("calscale", "GREGORIAN")
        kalender.add("method", self.methode.value)
        # Zonder beschrijving van de zone raden sommige agenda's. Als regel, niet als lijst: die kent Outlook slecht.
        kalender.add_component(Timezone.from_ical(BRUSSEL))
        kalender.add_component(self._afspraak(ontvanger))
        return bytes(kalender.to_ical())

    def _afspraak(self, ontvanger: str) -> Event:
        begin = self.begin.astimezone(ZONE)
        lijst = settings.PUBLIEKE_URL + reverse("casus:overleggen")
        afspraak = Event()
        afspraak.add("uid", f"{self.uid}@{_domein()}")
        afspraak.add("dtstamp", self.gemaakt.astimezone(UTC))
        afspraak.add("sequence", self.reeks)
        afspraak.add("dtstart", begin)
        # Over de wisseling van het uur heen: eerst tellen, dan de zone.
        afspraak.add("dtend", (self.begin.astimezone(UTC) + DUUR).astimezone(ZONE))
        afspraak.add("summary", _("Casusoverleg"))
        afspraak.add("location", _een_regel(self.plaats))
        afspraak.add("description", _("Meer leest u na het aanmelden: %(adres)s") % {"adres": lijst})
        afspraak.add("url", lijst)
        afspraak.add("class", "PRIVATE")
        afspraak.add("transp", "OPAQUE")
        afspraak.add("status", "CANCELLED" if self.methode is Methode.WEG else "CONFIRMED")
        afspraak.add("organizer", _persoon(organisator(), cn=_("Casusoverleg")))
        if self.methode is not Methode.ZELF:
            afspraak.add(
                "attendee", _persoon(ontvanger, role="REQ-PARTICIPANT", rsvp="FALSE", **_stand(self))
            )
        return afspraak


def organisator() -> str:
    """Het adres van waaruit afspraken komen; niemand leest het, zodat een antwoord uit een agenda bij niemand aankomt."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _domein() -> str:
    return re.sub(r"^https?://|[:/].*$", "", settings.PUBLIEKE_URL)


def _een_regel(tekst: str) -> str:
    return " ".join("".join(teken if teken.isprintable() else " " for teken in tekst).split())


def _stand(stuk: Agendastuk) -> dict[str, str]:
    return {} if stuk.methode is Methode.WEG else {"partstat": "NEEDS-ACTION"}


def _persoon(adres: str, **params: Any) -> vCalAddress:
    persoon = vCalAddress(f"mailto:{adres}")
    for naam, waarde in params.items():
        persoon.params[naam.upper()] = vText(str(waarde))
    return persoon

"""De eigen keuze, hoe elk bericht eruitziet, welk adres niet werkt, en de eigen afspraak voor een overleg."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Agendazending, Overleg
from toegang import post
from toegang.agendastuk import ZONE, Agendastuk, Methode
from toegang.beleid import Wie, mag
from toegang.berichten import Berichtsoort, Brief, Geheim, Link
from toegang.berichtteksten import SJABLONEN, Reden
from toegang.livcs import mensen_van
from toegang.models import Adresfout, Berichtkeuze, Gebruiker, Livc

from .livcblad import livc_met

ONTVANGER = "ontvanger@voorbeeld.be"
_UID = UUID("00000000-0000-4000-8000-000000000000")
MET_AFSPRAAK = {
    Berichtsoort.UITNODIGING: (Methode.VRAAG, 0),
    Berichtsoort.UITNODIGING_INGETROKKEN: (Methode.WEG, 1),
    Berichtsoort.DEELNAME_BEEINDIGD: (Methode.WEG, 1),
    Berichtsoort.AGENDA: (Methode.VRAAG, 0),
    Berichtsoort.AGENDA_GEWIJZIGD: (Methode.VRAAG, 1),
    Berichtsoort.AGENDA_VERVALT: (Methode.WEG, 2),
}


def keuze(gebruiker: Gebruiker) -> Berichtkeuze:
    """De eigen keuze, of de standaard."""
    return Berichtkeuze.objects.filter(pk=gebruiker.pk).first() or Berichtkeuze(gebruiker=gebruiker)


@dataclass(frozen=True)
class Voorbeeld:
    """Eén bericht zoals het vertrekt, met verzonnen waarden."""

    onderwerp: str
    tekst: str
    agenda: str
    uit_te_zetten: bool


def voorbeelden(gebruiker: Wie, pk: UUID) -> tuple[Livc, list[Voorbeeld]]:
    """Elk bericht dat dit product kent, in de volgorde van de lijst. Raises Verborgen, Verboden."""
    livc = livc_met(gebruiker, pk, "livc.berichten")
    brieven = [brief for soort in Berichtsoort for brief in _brieven(soort)]
    return livc, [
        Voorbeeld(
            brief.onderwerp,
            brief.tekst,
            brief.agenda.ics(ONTVANGER).decode() if brief.agenda else "",
            brief.sjabloon.keuze,
        )
        for brief in brieven
    ]


def _brieven(soort: Berichtsoort) -> Iterator[Brief]:
    """Eén per soort, met de eerste reden die erbij past."""
    vraagt = SJABLONEN[soort].vraagt
    redenen = {
        Berichtsoort.HERINNERING_AFSPRAAK: Reden.AFSPRAAK_BINNENKORT,
        Berichtsoort.HERINNERING_OVERLEG: Reden.OVERLEG_OVERMORGEN,
        Berichtsoort.ALARM: Reden.DATABANK,
    }
    geheim = Geheim(Link.ACCOUNT, "dit-is-een-voorbeeld")
    if soort is Berichtsoort.WACHTWOORD:
        geheim = Geheim(Link.WACHTWOORD, "dit-is-een-voorbeeld", "1")
    yield Brief(
        soort,
        reden=redenen.get(soort),
        dagen=7 if "dagen" in vraagt else None,
        geheim=geheim if "geheim" in vraagt else None,
        agenda=_stuk(*MET_AFSPRAAK[soort]) if soort in MET_AFSPRAAK else None,
    )


def _stuk(methode: Methode, reeks: int) -> Agendastuk:
    dag = timezone.localdate() + timedelta(days=20)
    begin = datetime(dag.year, dag.month, dag.day, 14, tzinfo=ZONE)
    return Agendastuk(methode, _UID, reeks, begin, _("Gemeentehuis, zaal 2"), begin - timedelta(days=20))


@dataclass(frozen=True)
class Adres:
    """Iemand wiens adres niet werkt. Wanneer het begon, leest wie berichten opvolgt, niet wie accounts beheert."""

    pk: UUID
    naam: str
    email: str
    sinds: str


def adressen(gebruiker: Wie, pk: UUID) -> tuple[Livc, list[Adres]]:
    """Adressen van mensen van dit LIVC waarvan een bericht terugkwam. Raises Verborgen, Verboden.

    Een beheerder ziet geen dag: die zou zeggen dat iemand toen een bericht kreeg.
    """
    livc = livc_met(gebruiker, pk, "livc.berichten")
    volgt_op = bool(mag(gebruiker, "signaal.registreren", livc))
    rijen = Adresfout.objects.filter(gebruiker__in=mensen_van(livc)).select_related("gebruiker")
    return livc, [
        Adres(
            rij.pk,
            rij.gebruiker.naam,
            rij.gebruiker.email,
            date_format(timezone.localtime(rij.sinds), "j F Y") if volgt_op else "",
        )
        for rij in rijen.order_by("gebruiker__naam")
    ]


def kapotte_adressen(gebruikers: "set[UUID]") -> "set[UUID]":
    """Van wie een bericht terugkwam; leeg voor wie dat niet opvolgt."""
    rijen = Adresfout.objects.filter(gebruiker__in=gebruikers)
    return set(rijen.values_list("gebruiker", flat=True))


def eigen_zending(gebruiker: Wie, overleg: Overleg) -> Agendazending | None:
    """De afspraak van deze persoon voor dit overleg, als hij er verwacht wordt."""
    return Agendazending.objects.filter(overleg=overleg, gebruiker=gebruiker.pk, actief=True).first()


def ophaalstuk(zending: Agendazending) -> bytes:
    """De afspraak om zelf in een agenda te zetten: hetzelfde kenmerk als in het bericht, zonder ontvanger."""
    stuk = Agendastuk(
        Methode.ZELF, zending.uid, zending.reeks, zending.begin, zending.plaats, zending.gewijzigd_op
    )
    return post.ophaalstuk(stuk)

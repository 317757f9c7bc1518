"""Een deel van het logboek aan een toezichthoudende autoriteit bezorgen. Eerst vastgelegd, dan pas vrijgegeven (LR-57)."""

from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _

from audit.bezorging import Bezorgd, Opdracht
from audit.models import Regel
from audit.soorten import Soort
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.pseudoniem import pseudoniem
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast

LANGST = timedelta(days=366)
MEEST = 25_000
"""Zoveel regels per bestand: meer maakt de server niet terwijl iemand wacht (bench/README.md)."""


@handeling
def bereid_voor(livc: Livc, *, actor: Gebruiker, opdracht: Opdracht) -> int:
    """Kijkt na of het kan, en geeft hoeveel regels het zouden zijn. Raises Verboden, NietVoldaan."""
    eis(actor, "toezicht.bezorgen", livc)
    if opdracht.tot < opdracht.van:
        raise NietVoldaan(_("De laatste dag komt voor de eerste."), veld="tot")
    if opdracht.tot - opdracht.van > LANGST:
        raise NietVoldaan(_("Hoogstens een jaar per bestand. Maak er meer dan een."), veld="tot")
    _eis_nieuw(livc, opdracht)
    aantal = opdracht.regels(livc.pk).count()
    if not aantal:
        raise NietVoldaan(_("In deze periode staat er niets in het logboek."), veld="tot")
    if aantal > MEEST:
        uitleg = _("Dat zijn %(aantal)d regels; hoogstens %(meest)d per bestand. Kies een kortere periode.")
        raise NietVoldaan(uitleg % {"aantal": aantal, "meest": MEEST}, veld="tot")
    return aantal


@handeling
def leg_bezorging_vast(livc: Livc, *, actor: Gebruiker, opdracht: Opdracht, bezorgd: Bezorgd) -> None:
    """Het bestand bestaat, en is nog niet vrij: eerst deze regel, met zijn afdruk. Raises NietVoldaan bij een tweede keer."""
    eis(actor, "toezicht.bezorgen", livc)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4999240, hashtext(%s))", [str(opdracht.nummer)])
    _eis_nieuw(livc, opdracht)
    leg_vast(
        Soort.TOEZICHT_BEZORGD,
        actor=actor,
        livc_id=livc.pk,
        object_id=opdracht.nummer,
        reden=opdracht.doel,
        feiten={
            "van": opdracht.van.isoformat(),
            "tot": opdracht.tot.isoformat(),
            "aan": opdracht.aan,
            "zaak": opdracht.zaak,
            "met_inhoud": opdracht.met_inhoud,
            "regels": bezorgd.aantal,
            "geopend": bezorgd.geopend,
            "sleutel": opdracht.ontvanger.tekst,
            "afdruk_van_de_sleutel": opdracht.ontvanger.afdruk,
            "sha256_van_het_bestand": bezorgd.sha256,
            "bytes": bezorgd.grootte,
        },
    )


def _eis_nieuw(livc: Livc, opdracht: Opdracht) -> None:
    eerder = Regel.objects.filter(
        livc_id=livc.pk,
        soort=Soort.TOEZICHT_BEZORGD,
        object_pseudoniem=pseudoniem("object", livc.pk, opdracht.nummer),
    )
    if eerder.exists():
        raise NietVoldaan(
            _("Dit bestand is al gemaakt. Kwam het niet aan? Vul het formulier dan opnieuw in.")
        )

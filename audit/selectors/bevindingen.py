"""Bevindingen vinden: voor het toezicht van een LIVC, en voor wie een vraag kreeg. Teksten pas na een regel (LR-57)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from audit.models import Bevinding
from toegang.beleid import Wie, haal, mag
from toegang.models import CasusUserObjectPermission, Gebruiker, Livc
from toegang.pseudoniem import pseudoniem
from toegang.uitzonderingen import Verborgen

Staat = Bevinding.Staat


def van(livc: Livc) -> QuerySet[Bevinding]:
    """Zonder de persoon erbij te halen: het toezicht kent de code, niet de naam."""
    return Bevinding.objects.filter(livc_id=livc.pk)


def lopend(livc: Livc) -> QuerySet[Bevinding]:
    return van(livc).exclude(staat=Staat.GESLOTEN).order_by("besluit_tegen", "id")


def gesloten(livc: Livc) -> QuerySet[Bevinding]:
    return van(livc).filter(staat=Staat.GESLOTEN).order_by("-gesteld_op", "-id")


def te_doen(livc: Livc, vandaag: date) -> QuerySet[Bevinding]:
    """Beantwoord, zonder antwoord voorbij de termijn, of beslist en nog niet afgerond."""
    return lopend(livc).exclude(staat=Staat.GEVRAAGD, antwoord_tegen__gte=vandaag)


def bevinding(livc: Livc, pk: UUID) -> Bevinding:
    """Raises Verborgen."""
    gevonden = van(livc).filter(pk=pk).first()
    if gevonden is None:
        raise Verborgen("toezicht.vragen", livc, "LR-57")
    return gevonden


def vraag(gebruiker: Wie, pk: UUID) -> Bevinding:
    """De vraag, voor wie ze kreeg. Raises Verborgen."""
    return haal(gebruiker, "bevinding.beantwoorden", Bevinding.objects.all(), pk)


def vragen_aan(gebruiker: Gebruiker) -> QuerySet[Bevinding]:
    """Wat nog op een antwoord wacht."""
    return Bevinding.objects.filter(gebruiker=gebruiker, staat=Staat.GEVRAAGD).order_by(
        "antwoord_tegen", "pk"
    )


def casus_van(gebruiker: Gebruiker, gevraagd: Bevinding) -> Any | None:
    """De casus waarover de vraag gaat, als deze persoon ze nu mag zien; anders weet hij alleen wat en wanneer."""
    if gevraagd.casus_pseudoniem is None:
        return None
    code, eigen = bytes(gevraagd.casus_pseudoniem), _toekenningen(gebruiker, gevraagd.livc_id)
    for casus_id in eigen.values_list("content_object_id", flat=True).distinct():
        if pseudoniem("casus", gevraagd.livc_id, casus_id) == code:
            rij = eigen.filter(content_object_id=casus_id).select_related("content_object").first()
            casus = rij.content_object if rij else None
            return casus if casus and mag(gebruiker, "casus.zien", casus) else None
    return None


def _toekenningen(gebruiker: Gebruiker, livc_id: UUID) -> QuerySet[CasusUserObjectPermission]:
    return CasusUserObjectPermission.objects.filter(user=gebruiker, content_object__livc_id=livc_id)


def is_te_laat(rij: Bevinding) -> bool:
    return rij.staat != Staat.GESLOTEN and rij.besluit_tegen < timezone.localdate()

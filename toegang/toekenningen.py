"""Geeft en neemt toekenningen. Alleen hier, en altijd binnen de handeling die ze veroorzaakt.

`guardian` komt buiten `toegang` nergens voor. Elke functie verwacht een lopende transactie: de toekenning en de
regel in het logboek gelden samen of geen van beide.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import connection
from guardian.shortcuts import assign_perm

from .models import CasusUserObjectPermission, Gebruiker, Lidmaatschap, LivcUserObjectPermission
from .rollen import KERN, Rol

KERN_RECHT = "kern"
KERN_INZIEN = "kern_inzien"
WIE_KENNEN = "wie_kennen"
DEELNEMEN = "deelnemen"
NOODTOEGANG = "noodtoegang"
UITGESLOTEN = "uitgesloten"
CASUSRECHTEN = (KERN_RECHT, KERN_INZIEN, WIE_KENNEN, DEELNEMEN, NOODTOEGANG)
"""Wat iemand op een casus kan krijgen. `UITGESLOTEN` staat er met opzet buiten: het neemt, en `neem` laat het staan."""


def geef(gebruiker: Gebruiker, recht: str, casus: Any) -> None:
    """Geeft één recht op één casus."""
    if recht not in CASUSRECHTEN:
        raise ValueError(f"onbekend recht: {recht}")
    # Zonder terug te lezen: wie zijn vervanger de naam doorgeeft, ziet diens rechten niet (LR-16, LR-20).
    permission = Permission.objects.get(codename=recht, content_type__app_label="casus")
    rij = CasusUserObjectPermission(permission=permission, user=gebruiker, content_object_id=casus.pk)
    CasusUserObjectPermission.objects.bulk_create([rij], ignore_conflicts=True)


def neem(gebruiker: Gebruiker, casus: Any, *rechten: str) -> None:
    """Neemt de genoemde rechten op één casus; zonder namen: alle rechten."""
    CasusUserObjectPermission.objects.filter(
        user=gebruiker, content_object_id=casus.pk, permission__codename__in=rechten or CASUSRECHTEN
    ).delete()


def neem_van_deelnemers(casus: Any) -> None:
    """Bij het afsluiten eindigt de toegang van iedereen die niet tot de kern hoort (LR-31)."""
    CasusUserObjectPermission.objects.filter(
        content_object_id=casus.pk, permission__codename__in=(WIE_KENNEN, DEELNEMEN)
    ).delete()


def open_voor_kern(casus: Any) -> None:
    """De kern van het LIVC ziet dat de casus bestaat; inhoud pas na de geheimhouding (LR-30)."""
    _open_voor_kern(casus.livc_id, None, casus.pk)


def sluit_uit(gebruiker: Gebruiker, casus: Any) -> None:
    """Neemt elk recht op deze casus en laat er geen meer toe, wat er ook nog gegeven wordt (LR-23)."""
    neem(gebruiker, casus)
    assign_perm(UITGESLOTEN, gebruiker, casus)


def is_uitgesloten(gebruiker: Gebruiker, casus_id: UUID) -> bool:
    """Of iemand van deze casus uitgesloten is; voor wie hem iets wil geven voor hij er iets van ziet (LR-23)."""
    return CasusUserObjectPermission.objects.filter(
        user=gebruiker, content_object_id=casus_id, permission__codename=UITGESLOTEN
    ).exists()


def uitgesloten_van(gebruiker: Gebruiker) -> list[UUID]:
    """De casussen waarvan deze persoon geen spoor meer ziet, ook niet van wat hij er zelf deed (LR-23)."""
    rijen = CasusUserObjectPermission.objects.filter(user=gebruiker, permission__codename=UITGESLOTEN)
    return list(rijen.values_list("content_object_id", flat=True))


def hef_uitsluiting_op(gebruiker: Gebruiker, casus: Any) -> None:
    """Een kernlid ziet weer dat de casus bestaat; al het andere moet opnieuw gegeven worden."""
    CasusUserObjectPermission.objects.filter(
        user=gebruiker, content_object_id=casus.pk, permission__codename=UITGESLOTEN
    ).delete()
    _open_voor_kern(casus.livc_id, gebruiker.pk, casus.pk)


def geef_rol(lidmaatschap: Lidmaatschap) -> None:
    """Een rol geeft een recht op het LIVC; een kernrol ook het zicht op zijn casussen."""
    assign_perm(f"rol_{lidmaatschap.rol}", lidmaatschap.gebruiker, lidmaatschap.livc)
    if lidmaatschap.rol in KERN:
        _open_voor_kern(lidmaatschap.livc_id, lidmaatschap.gebruiker_id, None)


def neem_rol(lidmaatschap: Lidmaatschap) -> None:
    """Wie zijn laatste kernrol verliest, verliest ook wat die gaf; wat als deelnemer gegeven werd, blijft."""
    LivcUserObjectPermission.objects.filter(
        user=lidmaatschap.gebruiker,
        content_object_id=lidmaatschap.livc_id,
        permission__codename=f"rol_{lidmaatschap.rol}",
    ).delete()
    if Rol(lidmaatschap.rol) in KERN:
        # De databank kijkt zelf of er nog een kernrol loopt, en wist in de plaats van wie de casussen niet ziet.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT toegang_sluit_voor_kern(%s, %s)", [lidmaatschap.livc_id, lidmaatschap.gebruiker_id]
            )


def _open_voor_kern(livc_id: UUID, gebruiker_id: UUID | None, casus_id: UUID | None) -> None:
    """Geeft het zicht van de kern aan wie vandaag kernlid is; wie een rol bevestigt, hoeft zelf geen casus te zien."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT toegang_open_voor_kern(%s, %s, %s)", [livc_id, gebruiker_id, casus_id])

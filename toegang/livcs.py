"""Of een LIVC mag werken: de kern is ingevuld (LR-10) en er zijn geldige modaliteiten (LR-61)."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from .models import (
    CasusUserObjectPermission,
    Gebruiker,
    Lidmaatschap,
    Modaliteiten,
    Organisatie,
    Organisatielid,
)
from .rollen import KERN, Rol
from .toekenningen import KERN_INZIEN


def ontbrekende_kernrollen(livc_id: UUID) -> list[Rol]:
    """De kernrollen die vandaag niemand invult; leeg als het LIVC actief is (LR-10, Wet LIVC art. 3 § 1)."""
    ingevuld = set(
        Lidmaatschap.objects.geldig(timezone.localdate())
        .filter(livc_id=livc_id, rol__in=KERN)
        .values_list("rol", flat=True)
    )
    return [rol for rol in Rol if rol in KERN and rol.value not in ingevuld]


def geldige_modaliteiten(livc_id: UUID) -> Modaliteiten | None:
    """De versie die vandaag geldt, of None (LR-61)."""
    vandaag = timezone.localdate()
    return (
        Modaliteiten.objects.filter(livc_id=livc_id, geldig_van__lte=vandaag)
        .filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=vandaag))
        .order_by("-versie")
        .first()
    )


def uitnodigbare_leden(livc_id: UUID) -> "list[Organisatielid]":
    """De mensen uit de gids die vandaag uitgenodigd kunnen worden (LR-12), per organisatie."""
    vandaag = timezone.localdate()
    organisaties = Organisatie.objects.uitnodigbaar(vandaag).filter(livcs=livc_id)
    leden = Organisatielid.objects.geldig(vandaag).filter(organisatie__in=organisaties)
    return list(
        leden.select_related("organisatie", "gebruiker").order_by("organisatie__naam", "gebruiker__naam")
    )


def leden_met_rol(livc_id: UUID, rol: Rol) -> "list[Gebruiker]":
    """Wie deze rol vandaag heeft in het LIVC."""
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(livc_id=livc_id, rol=rol)
    return [lid.gebruiker for lid in leden.select_related("gebruiker")]


def kern_met_inzage(livc_id: UUID, casus_id: UUID) -> "list[Lidmaatschap]":
    """De kernleden die vandaag inzage in deze casus hebben: een geldige rol en de aanvaarde geheimhouding (LR-30)."""
    met_inzage = CasusUserObjectPermission.objects.filter(
        content_object_id=casus_id, permission__codename=KERN_INZIEN
    )
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(
        livc_id=livc_id, rol__in=KERN, gebruiker__in=met_inzage.values("user")
    )
    return list(leden.select_related("gebruiker").order_by("rol", "gebruiker__naam"))

"""Of een LIVC mag werken: de kern is ingevuld (LR-10) en er zijn geldige modaliteiten (LR-61)."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from .geheugen import onthoud
from .models import (
    CasusUserObjectPermission,
    Gebruiker,
    Lidmaatschap,
    Livc,
    Modaliteiten,
    Organisatie,
    Organisatielid,
)
from .rollen import KERN, Rol
from .toekenningen import KERN_INZIEN


def ontbrekende_kernrollen(livc_id: UUID) -> list[Rol]:
    """De kernrollen die vandaag niemand invult; leeg als het LIVC actief is (LR-10, Wet LIVC art. 3 § 1)."""

    def leeg() -> list[Rol]:
        leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(livc_id=livc_id, rol__in=KERN)
        ingevuld = set(leden.values_list("rol", flat=True))
        return [rol for rol in Rol if rol in KERN and rol.value not in ingevuld]

    return onthoud(("kernrollen", livc_id), leeg)


def geldige_modaliteiten(livc_id: UUID, op: date | None = None) -> Modaliteiten | None:
    """De versie waarmee de kern akkoord ging en die vandaag (of die dag) geldt, of None (LR-61)."""
    return Modaliteiten.objects.filter(livc_id=livc_id).geldig(op or timezone.localdate()).first()


def uitnodigbare_leden(livc_id: UUID) -> "list[Organisatielid]":
    """De mensen uit de gids die vandaag uitgenodigd kunnen worden (LR-12), per organisatie."""
    vandaag = timezone.localdate()
    organisaties = Organisatie.objects.uitnodigbaar(vandaag).filter(livcs=livc_id)
    leden = Organisatielid.objects.geldig(vandaag).filter(organisatie__in=organisaties)
    return list(
        leden.select_related("organisatie", "gebruiker").order_by(
            "organisatie__naam", "gebruiker__naam", "pk"
        )
    )


def leden_met_rol(livc_id: UUID, rol: Rol) -> "list[Gebruiker]":
    """Wie deze rol vandaag heeft in het LIVC, op naam."""
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(livc_id=livc_id, rol=rol)
    return [lid.gebruiker for lid in leden.select_related("gebruiker").order_by("gebruiker__naam", "pk")]


def livcs_van(gebruiker: Gebruiker) -> list[UUID]:
    """De LIVC's waar deze persoon vandaag een rol heeft, of voor een dienst in de gids werkt."""
    vandaag = timezone.localdate()
    van_rol = set(gebruiker.lidmaatschappen.geldig(vandaag).values_list("livc_id", flat=True))
    diensten = gebruiker.organisatieleden.geldig(vandaag).values("organisatie")
    return sorted(van_rol | set(Livc.objects.filter(organisaties__in=diensten).values_list("pk", flat=True)))


def mensen_van(livc: Livc) -> "QuerySet[Gebruiker]":
    """Wie bij dit LIVC hoort: met een rol, ook een voorgestelde, of met een plaats bij een dienst in de gids."""
    in_gids = Organisatielid.objects.geldig(timezone.localdate()).filter(organisatie__livcs=livc)
    return Gebruiker.objects.filter(
        Q(pk__in=livc.lidmaatschappen.filter(loopt()).values("gebruiker"))
        | Q(pk__in=in_gids.values("gebruiker")),
        is_active=True,
    ).order_by("naam", "pk")


def kern_met_inzage(livc_id: UUID, casus_id: UUID) -> "list[Lidmaatschap]":
    """De kernleden die vandaag inzage in deze casus hebben: een geldige rol en de aanvaarde geheimhouding (LR-30)."""
    met_inzage = CasusUserObjectPermission.objects.filter(
        content_object_id=casus_id, permission__codename=KERN_INZIEN
    )
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(
        livc_id=livc_id, rol__in=KERN, gebruiker__in=met_inzage.values("user")
    )
    return list(leden.select_related("gebruiker").order_by("rol", "gebruiker__naam", "pk"))


def ooit_van(livc: Livc) -> "QuerySet[Gebruiker]":
    """Iedereen die ooit bij dit LIVC hoorde, ook wie vertrok of van wie het account afgesloten is."""
    in_gids = Organisatielid.objects.filter(organisatie__livcs=livc)
    return Gebruiker.objects.filter(
        Q(pk__in=livc.lidmaatschappen.values("gebruiker")) | Q(pk__in=in_gids.values("gebruiker"))
    ).order_by("naam", "pk")


def hoort_elders_bij(gebruiker: Gebruiker, behalve: Livc) -> bool:
    """Of deze persoon in een ander LIVC nog een rol, een voorstel of een plaats heeft, ook een die later begint."""
    rollen = gebruiker.lidmaatschappen.filter(loopt()).exclude(livc=behalve)
    return rollen.exists() or gebruiker.organisatieleden.filter(loopt()).exists()


def loopt() -> Q:
    """Een lidmaatschap of plaats die vandaag nog niet beëindigd is."""
    return Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())

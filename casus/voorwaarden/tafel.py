"""Wie aan de tafel van een casus zit: de aanvaarde deelnemers, en de kern die de geheimhouding aanvaardde."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from casus.models import Casus
from toegang.livcs import kern_met_inzage
from toegang.models import CasusUserObjectPermission, Gebruiker, Lidmaatschap, Organisatie, Organisatielid
from toegang.rollen import KERN
from toegang.toekenningen import KERN_INZIEN


@dataclass(frozen=True)
class Tafelgenoot:
    """Eén persoon aan tafel, met zijn dienst of rol."""

    gebruiker: Gebruiker
    dienst: str


def aan_tafel(casus: Casus) -> list[Tafelgenoot]:
    """LR-31: wie de casus mag inzien, en niemand anders. Een genodigde die niet antwoordde, zit er niet bij."""
    deelnames = casus.deelname_set.aanvaard().filter(komt_nog(timezone.localdate()))
    mensen = {
        kern.gebruiker_id: Tafelgenoot(kern.gebruiker, str(kern.get_rol_display()))
        for kern in kern_met_inzage(casus.livc_id, casus.pk)
    }
    for deelname in deelnames.select_related("gebruiker", "organisatie"):
        mensen.setdefault(deelname.gebruiker_id, Tafelgenoot(deelname.gebruiker, deelname.organisatie.naam))
    return sorted(mensen.values(), key=lambda genoot: (genoot.dienst, genoot.gebruiker.naam))


def komt_nog(op: date) -> Exists:
    """LR-12: wie op die dag nog werkt voor de dienst van zijn deelname, en wiens dienst nog uitgenodigd kan worden.

    Een voorwaarde op deelnames. De toegang volgt haar meteen; de rij zelf eindigt bij de handeling, of 's nachts.
    """
    diensten = Organisatie.objects.uitnodigbaar(op).filter(livcs=OuterRef(OuterRef("livc")))
    return Exists(
        Organisatielid.objects.geldig(op).filter(
            Exists(diensten.filter(pk=OuterRef("organisatie"))),
            gebruiker=OuterRef("gebruiker"),
            organisatie=OuterRef("organisatie"),
        )
    )


def kern_aan_tafel() -> Exists:
    """Zoals `aan_tafel`, als voorwaarde op rijen met een `gebruiker`, een `casus` en een `livc`."""
    inzage = CasusUserObjectPermission.objects.filter(
        user=OuterRef(OuterRef("gebruiker")),
        content_object=OuterRef(OuterRef("casus")),
        permission__codename=KERN_INZIEN,
    )
    return Exists(
        Lidmaatschap.objects.geldig(timezone.localdate()).filter(
            Exists(inzage), gebruiker=OuterRef("gebruiker"), livc=OuterRef("livc"), rol__in=KERN
        )
    )

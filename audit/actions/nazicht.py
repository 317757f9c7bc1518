"""Nakijken: een regel afvinken zonder vraag, en zeggen wie uw leidinggevende is. Elke stap is zelf een regel."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Leidinggevende, Nagekeken, Regel
from audit.selectors.belang import belang
from audit.selectors.logboek import PER_BLAD, mensen
from audit.soorten import Soort
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import leg_vast


@handeling
def verklaar_leidinggevende(livc: Livc, *, actor: Gebruiker, leidinggevende: UUID | None) -> None:
    """Vóór het eerste nazicht; alleen deze persoon en het toezicht lezen het. Raises NietVoldaan."""
    eis(actor, "toezicht.nakijken", livc)
    if leidinggevende == actor.pk:
        raise NietVoldaan(_("U bent uw eigen leidinggevende niet."), veld="leidinggevende")
    if leidinggevende and not mensen(livc).filter(pk=leidinggevende).exists():
        raise NietVoldaan(_("Kies iemand van de lijst."), veld="leidinggevende")
    eerder = Leidinggevende.objects.filter(livc_id=livc.pk, gebruiker=actor, leidinggevende=leidinggevende)
    if eerder.exists():
        raise NietVoldaan(_("Dit gaf u al op."), veld="leidinggevende")
    rij = Leidinggevende.objects.create(
        livc_id=livc.pk, gebruiker=actor, leidinggevende_id=leidinggevende, verklaard_op=timezone.now()
    )
    leg_vast(
        Soort.TOEZICHT_LEIDINGGEVENDE,
        actor=actor,
        livc_id=livc.pk,
        object_id=rij.pk,
        feiten={"leidinggevende": str(leidinggevende) if leidinggevende else _("geen")},
    )


@handeling
def kijk_na(livc: Livc, *, actor: Gebruiker, regels: Collection[UUID], notitie: str) -> int:
    """Vinkt regels af zonder vraag, elk met een eigen regel in het logboek; geeft hoeveel. Alles of niets.

    Raises NietVoldaan: niets gekozen, een eigen handeling of een van de leidinggevende, of al nagekeken (LR-57).
    """
    eis(actor, "toezicht.nakijken", livc)
    if not notitie.strip():
        raise NietVoldaan(_("Schrijf waarom er geen vraag is."), "LR-57", "notitie")
    gekozen = _gekozen(livc, regels)
    wie = belang(livc, actor)
    eis_geen([b for regel in gekozen if (b := wie.belet(regel))])
    for regel in gekozen:
        noteer_nagekeken(livc, regel, actor, Nagekeken.Uitkomst.GEEN_VRAAG)
        leg_vast(
            Soort.TOEZICHT_NAGEKEKEN,
            actor=actor,
            livc_id=livc.pk,
            object_id=regel.pk,
            reden=notitie.strip(),
            feiten={"regel": str(regel.pk), "soort": regel.soort, "samen met": len(gekozen) - 1},
        )
    return len(gekozen)


def _gekozen(livc: Livc, regels: Collection[UUID]) -> list[Regel]:
    if not regels:
        raise NietVoldaan(_("Kies minstens één regel."), veld="regels")
    if len(set(regels)) > PER_BLAD:
        raise NietVoldaan(_("Kijk hoogstens %(n)d regels samen na.") % {"n": PER_BLAD}, veld="regels")
    al = Nagekeken.objects.filter(livc_id=livc.pk, regel_id__in=regels).values("regel_id")
    rijen = Regel.objects.filter(livc_id=livc.pk, pk__in=regels).exclude(pk__in=al).defer("omhulling")
    # In vaste volgorde: twee toezichthouders met dezelfde regels wachten op elkaar, nooit kruiselings.
    gevonden = list(rijen.order_by("pk"))
    if not gevonden:
        raise NietVoldaan(_("Dit is al nagekeken."))
    return gevonden


def noteer_nagekeken(livc: Livc, regel: Regel, actor: Gebruiker, uitkomst: str) -> None:
    """Eén keer per regel, ook als twee toezichthouders samen drukken. Raises NietVoldaan."""
    try:
        with transaction.atomic():
            Nagekeken.objects.create(
                regel_id=regel.pk, livc_id=livc.pk, gebruiker=actor, op=timezone.now(), uitkomst=uitkomst
            )
    except IntegrityError as fout:
        raise NietVoldaan(_("Een collega keek dit net na. Laad de lijst opnieuw.")) from fout

"""Wanneer noodtoegang kan: twee mensen van verschillende diensten, één tegelijk, en de vorige nagekeken."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Casus
from toegang import toekenningen
from toegang.beleid import mag, zichtbaar
from toegang.diensten import diensten_van
from toegang.models import Gebruiker, Noodtoegang
from toegang.uitzonderingen import Belet

Staat = Noodtoegang.Staat
VERVALT = timedelta(minutes=30)
"""Zo lang wacht een aanvraag op een tweede persoon."""


def waarom_niet(aanvrager: Gebruiker, casus_id: UUID) -> str:
    """Voor het logboek: waarom deze aanvraag niets oplevert; leeg als ze kan. De aanvrager leest dit nooit.

    Stelt altijd dezelfde vragen, ook voor een casus die niet bestaat: wie meet, leert niets (LR-05, LR-23).
    """
    redenen = {
        "uitgesloten": toekenningen.is_uitgesloten(aanvrager, casus_id),
        "ziet de casus al": zichtbaar(
            aanvrager, "casus.zien", Casus.objects.filter(pk=casus_id).order_by()
        ).exists(),
        "vorige nog open of niet nagekeken": _eigen_open(aanvrager),
    }
    return next((reden for reden, geldt in redenen.items() if geldt), "")


def _eigen_open(aanvrager: Gebruiker) -> bool:
    wacht = Q(staat=Staat.AANGEVRAAGD, aangevraagd_op__gt=timezone.now() - VERVALT)
    return Noodtoegang.objects.filter(Q(staat=Staat.ACTIEF) | wacht, aanvrager=aanvrager).exists()


def beletten_antwoord(actor: Gebruiker, nood: Noodtoegang) -> list[Belet]:
    """Een aanvraag krijgt één antwoord, binnen de tijd, en nooit van wie ze zelf deed (LR-31)."""
    if nood.staat != Staat.AANGEVRAAGD:
        return [Belet(_("Deze aanvraag is al beantwoord."))]
    if nood.aangevraagd_op <= timezone.now() - VERVALT:
        return [Belet(_("Deze aanvraag is vervallen. Wie ze deed, kan een nieuwe indienen."))]
    if nood.aanvrager_id == actor.pk:
        return [Belet(_("U vroeg dit zelf. Een tweede persoon beslist."), "LR-31")]
    return []


def beletten_openen(actor: Gebruiker, nood: Noodtoegang) -> list[Belet]:
    """LR-31: een andere dienst bevestigt, en pas nadat het toezicht de vorige nakeek."""
    if beletten := beletten_antwoord(actor, nood):
        return beletten
    eigen, gevraagd = diensten_van(actor, nood.livc_id), diensten_van(nood.aanvrager, nood.livc_id)
    if not eigen or not gevraagd or eigen & gevraagd:
        uitleg = _(
            "U werkt voor dezelfde dienst als wie dit vraagt. Iemand van een andere dienst moet bevestigen."
        )
        return [Belet(uitleg, "LR-31")]
    if Noodtoegang.objects.filter(casus_id=nood.casus_id, staat=Staat.ACTIEF).exists():
        return [vorige_eerst()]
    if toekenningen.is_uitgesloten(nood.aanvrager, nood.casus_id) or not mag(
        nood.aanvrager, "livc.nood_vragen", nood.livc
    ):
        return [Belet(_("Deze persoon kan geen noodtoegang meer krijgen tot deze casus."), "LR-31")]
    return []


def vorige_eerst() -> Belet:
    uitleg = _("De vorige noodtoegang is nog niet nagekeken door het toezicht. Pas daarna kan er een nieuwe.")
    return Belet(uitleg, "LR-57")


def beletten_nakijken(actor: Gebruiker, nood: Noodtoegang) -> list[Belet]:
    """LR-57: wie vroeg of bevestigde, kijkt zichzelf niet na."""
    if nood.staat != Staat.ACTIEF:
        return [Belet(_("Deze noodtoegang is al nagekeken."))]
    if actor.pk in (nood.aanvrager_id, nood.bevestigd_door_id):
        return [
            Belet(_("U was hier zelf bij betrokken. Iemand anders van het toezicht kijkt dit na."), "LR-57")
        ]
    return []

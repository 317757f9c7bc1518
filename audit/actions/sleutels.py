"""Wat een toezichthouder met de sleutel van een logboek doet. Alles laat zelf een regel na."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from audit import toezichtsleutels
from audit.soorten import Soort
from audit.toezichtsleutels import Prives
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Actor, leg_vast


@handeling
def maak_toezichtsleutel(livc: Livc, *, actor: Actor, houder: Gebruiker, wachtzin: str) -> None:
    """Begint een tijdvak; `houder` is de eerste die het opent. Raises WachtzinTeKort."""
    sleutel, prive = toezichtsleutels.maak_epoch(livc.pk)
    toezichtsleutels.geef_toegang(sleutel, prive, houder.pk, wachtzin)
    leg_vast(
        Soort.TOEZICHT_SLEUTEL_GEMAAKT,
        actor=actor,
        livc_id=livc.pk,
        object_id=sleutel.pk,
        feiten={"epoch": sleutel.epoch, "houder": houder.naam},
    )


def ontgrendel(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Prives:
    """Raises NietVoldaan bij een verkeerde wachtzin, pas nadat de poging vastligt."""
    if tot := toezichtsleutels.geblokkeerd_tot(livc.pk, actor.pk):
        uur = date_format(localtime(tot), "H.i")
        raise NietVoldaan(
            _("Te veel verkeerde pogingen. Probeer opnieuw om %(uur)s.") % {"uur": uur}, veld="wachtzin"
        )
    prives = _probeer(livc, actor=actor, wachtzin=wachtzin)
    if not prives:
        raise NietVoldaan(_("Deze wachtzin klopt niet."), veld="wachtzin")
    return prives


@handeling
def _probeer(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Prives:
    eis(actor, "toezicht.inzien", livc)
    prives = toezichtsleutels.ontgrendel(livc.pk, actor.pk, wachtzin)
    soort = Soort.TOEZICHT_ONTGRENDELD if prives else Soort.TOEZICHT_ONTGRENDELEN_MISLUKT
    leg_vast(soort, actor=actor, livc_id=livc.pk, feiten={"tijdvakken": sorted(prives)})
    return prives


@handeling
def vergrendel(livc: Livc, *, actor: Gebruiker) -> None:
    eis(actor, "toezicht.inzien", livc)
    leg_vast(Soort.TOEZICHT_VERGRENDELD, actor=actor, livc_id=livc.pk)

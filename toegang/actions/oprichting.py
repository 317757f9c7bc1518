"""Het eerste begin van een LIVC: een toezichtsleutel, en de twee mensen die de rest regelen."""

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import tijdvakken, toezichtsleutels
from audit.logboek import heeft_sleutel
from audit.soorten import Soort
from toegang.handeling import handeling
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Actor, leg_vast

from .accounts import bestaand_account
from .leden import geef_bevestigde_rol, zet_bevestigde_rol


@handeling
def richt_op(
    *,
    actor: Actor,
    livc: Livc,
    toezichthouder: tuple[str, str],
    beheerder: tuple[str, str],
    wachtzin: str | None,
) -> None:
    """Maakt de toezichtsleutel en geeft de eerste twee rollen, meteen bevestigd; elk paar is (naam, e-mailadres).

    Eerst de sleutel: zonder toezicht kan er niets vastgelegd worden, en dus niets gebeuren (LR-57). Zonder wachtzin
    maakt de toezichthouder ze in zijn browser, en dan staan deze twee rollen in de eerste regel van het logboek.
    Raises NietVoldaan, WachtzinTeKort.
    """
    if heeft_sleutel(livc.pk) or Lidmaatschap.objects.filter(livc=livc).exists():
        raise NietVoldaan(_("Dit LIVC is al opgericht."))
    if toezichthouder[1].casefold() == beheerder[1].casefold():
        raise NietVoldaan(_("De toezichthouder en de beheerder zijn twee verschillende mensen."), "LR-57")
    houder, beheer = (_account(*wie) for wie in (toezichthouder, beheerder))
    leden = [
        Lidmaatschap.objects.create(livc=livc, gebruiker=wie, rol=rol, van=timezone.localdate())
        for wie, rol in ((houder, Rol.TOEZICHTHOUDER), (beheer, Rol.BEHEERDER))
    ]
    if wachtzin is None:
        for lid in leden:
            zet_bevestigde_rol(lid, None)
        return
    eigen = toezichtsleutels.maak_houder(livc.pk, houder.pk, wachtzin)
    sleutel, _prive = tijdvakken.begin(livc.pk, erbij=[eigen])
    leg_vast(Soort.LIVC_OPGERICHT, actor=actor, livc_id=livc.pk, feiten=_feiten(livc, houder, sleutel.epoch))
    for lid in leden:
        geef_bevestigde_rol(actor, lid, None)


def _account(naam: str, email: str) -> Gebruiker:
    """De enige accounts die zonder link ontstaan: de toezichtsleutel hoort al bij de persoon.

    Zonder wachtwoord kan niemand ermee aanmelden; ze kiezen er een via hun e-mail, en dan een tweede stap.
    """
    return bestaand_account(email) or Gebruiker.objects.create_user(email, naam=naam)


def _feiten(livc: Livc, houder: Gebruiker, epoch: int) -> dict[str, object]:
    gemeenten = list(livc.gemeenten.values_list("nis", flat=True))
    return {"livc": livc.naam, "gemeenten": gemeenten, "epoch": epoch, "houder": houder.naam}

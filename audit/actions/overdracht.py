"""Van mens tot mens: een eigen sleutel maken, geven, afgeven of wegnemen, en het tijdvak vernieuwen."""

from django.utils.translation import gettext as _

from audit import rem, tijdvakken, toezichtsleutels
from audit.letters import GELIJKEND
from audit.models import Sleutelhouder, Toezichtsleutel
from audit.selectors import sleutels as sleutelselectors
from audit.selectors.sleutels import Houder
from audit.soorten import Soort
from audit.toezichtsleutels import Eigen, Prives, WachtzinTeKort
from toegang import post
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast

from .sleutels import geslaagd, open_of_leg_vast


@handeling
def maak_eigen(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Sleutelhouder:
    """Een (nieuwe) eigen sleutel; een collega geeft er daarna de tijdvakken bij. Raises Verboden, NietVoldaan."""
    eis(actor, "toezicht.sleutels", livc)
    rem.een_voor_een(livc.pk)
    if not Toezichtsleutel.objects.filter(livc_id=livc.pk).exists():
        raise NietVoldaan(
            _("Dit logboek heeft nog geen sleutel; de toezichthouder maakt die eerst."), "LR-57"
        )
    if alleen := sleutelselectors.alleen_van(livc, actor):
        nummers = ", ".join(str(nummer) for nummer in alleen)
        raise NietVoldaan(
            _("U bent de enige met tijdvak %(n)s. Herstel uw sleutel met twee hersteldelen.")
            % {"n": nummers},
            "LR-57",
        )
    tijdvakken.ontneem(livc.pk, actor.pk)
    try:
        houder = toezichtsleutels.maak_houder(livc.pk, actor.pk, wachtzin)
    except WachtzinTeKort as fout:
        raise NietVoldaan(str(fout), "LR-57", "wachtzin") from None
    leg_vast(Soort.TOEZICHTSLEUTEL_EIGEN, actor=actor, livc_id=livc.pk, object_id=houder.pk)
    post.meld_toezicht(sleutelselectors.adressen(livc, behalve=actor, met_sleutel=True))
    return houder


def toon_vingerafdruk(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> str:
    """De vingerafdruk van wat de wachtzin echt opent, niet van wat de databank zegt. Raises NietVoldaan."""
    return toezichtsleutels.vingerafdruk(
        geslaagd(_probeer_eigen(livc, actor=actor, wachtzin=wachtzin)).houder
    )


@handeling
def _probeer_eigen(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Eigen | str:
    eis(actor, "toezicht.sleutels", livc)
    return open_of_leg_vast(livc, actor, wachtzin)


@handeling
def geef(
    livc: Livc, aan: Houder, *, actor: Gebruiker, prives: Prives, afdruk: str, ook_vroeger: bool
) -> None:
    """Geeft een collega de tijdvakken die de gever zelf opent, of alleen het lopende. Raises Verboden, NietVoldaan."""
    eis(actor, "toezicht.sleutel_geven", livc)
    rem.een_voor_een(livc.pk)
    houder = aan.sleutel
    if houder is None or aan.vertrokken:
        raise NietVoldaan(_("Deze collega maakte nog geen eigen sleutel."), "LR-57")
    if _kaal(afdruk) != _kaal(toezichtsleutels.vingerafdruk(houder)):
        raise NietVoldaan(
            _(
                "Dit is niet de vingerafdruk van deze sleutel. Luister opnieuw; blijft het zo, geef dan niets."
            ),
            "LR-57",
            "afdruk",
        )
    sleutels = _te_geven(livc, aan, prives, ook_vroeger=ook_vroeger)
    for sleutel in sleutels:
        toezichtsleutels.geef(houder, sleutel, prives[sleutel.epoch], actor.pk)
    feiten = {
        "aan": aan.gebruiker.naam,
        "tijdvakken": [sleutel.epoch for sleutel in sleutels],
        "afdruk": afdruk,
    }
    leg_vast(
        Soort.TOEZICHTSLEUTEL_AANGEBODEN, actor=actor, livc_id=livc.pk, object_id=houder.pk, feiten=feiten
    )
    post.meld_toezicht([aan.gebruiker.email])


def _te_geven(livc: Livc, aan: Houder, prives: Prives, *, ook_vroeger: bool) -> list[Toezichtsleutel]:
    alle = Toezichtsleutel.objects.filter(livc_id=livc.pk).order_by("epoch")
    if not alle.filter(ingetrokken__isnull=True, epoch__in=list(prives)).exists():
        raise NietVoldaan(_("Ontgrendel het logboek opnieuw: u hebt het lopende tijdvak niet open."), "LR-57")
    kandidaten = alle if ook_vroeger else alle.filter(ingetrokken__isnull=True)
    te_geven = [s for s in kandidaten if s.epoch in prives and s.epoch not in aan.tijdvakken]
    if not te_geven:
        raise NietVoldaan(_("Deze collega heeft al wat u kunt geven."), "LR-57")
    return te_geven


@handeling
def vernieuw(livc: Livc, *, actor: Gebruiker, reden: str) -> int:
    """Een nieuw tijdvak voor wie nu houdt; wat al geschreven is, blijft van wie het hield. Raises Verboden, NietVoldaan."""
    eis(actor, "toezicht.sleutel_geven", livc)
    rem.een_voor_een(livc.pk)
    _eis_houder(livc, actor)
    sleutel, _prive = tijdvakken.begin(livc.pk)
    leg_vast(
        Soort.TOEZICHTSLEUTEL_VERNIEUWD,
        actor=actor,
        livc_id=livc.pk,
        object_id=sleutel.pk,
        reden=reden,
        feiten={"epoch": sleutel.epoch},
    )
    post.meld_toezicht(sleutelselectors.adressen(livc, behalve=actor, met_sleutel=True))
    return sleutel.epoch


@handeling
def ontneem(livc: Livc, van: Houder, *, actor: Gebruiker) -> None:
    """Neemt weg wat iemand die vertrok nog houdt, of geeft de eigen sleutel af; het tijdvak wordt meteen vernieuwd.

    Een collega in functie verliest zijn sleutel niet door een ander: eerst eindigt zijn rol. Raises Verboden, NietVoldaan.
    """
    eis(actor, "toezicht.sleutel_geven", livc)
    rem.een_voor_een(livc.pk)
    zelf = van.gebruiker.pk == actor.pk
    if not zelf and not van.vertrokken:
        raise NietVoldaan(_("Deze persoon houdt nog toezicht. Eerst beëindigt de beheerder de rol."), "LR-57")
    if zelf and sleutelselectors.alleen_van(livc, actor):
        raise NietVoldaan(_("U bent de laatste met deze sleutel. Geef ze eerst aan een collega."), "LR-57")
    if van.sleutel is None and not van.van_vroeger:
        raise NietVoldaan(_("Deze persoon heeft geen sleutel (meer)."), "LR-57")
    if van.toegangen or van.van_vroeger:
        if not zelf:
            _eis_houder(livc, actor)
        sleutel, _prive = tijdvakken.begin(livc.pk, behalve=van.gebruiker.pk)
    else:
        sleutel = None
    tijdvakken.ontneem(livc.pk, van.gebruiker.pk)
    leg_vast(
        Soort.TOEZICHTSLEUTEL_ONTNOMEN,
        actor=actor,
        livc_id=livc.pk,
        object_id=van.sleutel.pk if van.sleutel else None,
        feiten={"van": van.gebruiker.naam, "tijdvakken": van.tijdvakken, "nieuw": sleutel and sleutel.epoch},
    )
    post.meld_toezicht(sleutelselectors.adressen(livc, behalve=actor, met_sleutel=True))


def _eis_houder(livc: Livc, actor: Gebruiker) -> None:
    """Het lopende tijdvak zelf houden, in de nieuwe vorm. Raises NietVoldaan."""
    if actor.pk not in {houder.gebruiker_id for houder in tijdvakken.huidige_houders(livc.pk)}:
        raise NietVoldaan(_("Dit kan alleen met een eigen sleutel van het lopende tijdvak."), "LR-57")


def _kaal(afdruk: str) -> str:
    return afdruk.upper().translate(GELIJKEND)

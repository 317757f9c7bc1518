"""De eerste sleutel, het ontgrendelen en de wachtzin. Alles laat zelf een regel na."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import herstel, rem, tijdvakken, toezichtsleutels
from audit.hersteldelen import Deel
from audit.models import Toezichtsleutel, Toezichttoegang, Wachtzinwikkel
from audit.soorten import Soort
from audit.toezichtsleutels import Eigen, Prives, VerwisseldeSleutel, WachtzinTeKort
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.pseudoniem import pseudoniem
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Actor, leg_vast

VERWISSELD = gettext_lazy(
    "De publieke sleutel bij uw naam is niet de uwe. Gebruik het toezicht niet verder en verwittig de functionaris."
)


@handeling
def maak_toezichtsleutel(livc: Livc, *, actor: Actor, houder: Gebruiker, wachtzin: str) -> None:
    """De installatie begint een tijdvak; `houder` krijgt een nieuwe eigen sleutel. Raises WachtzinTeKort."""
    tijdvakken.ontneem(livc.pk, houder.pk)
    eigen = toezichtsleutels.maak_houder(livc.pk, houder.pk, wachtzin)
    sleutel, _prive = tijdvakken.begin(livc.pk, erbij=[eigen])
    _leg_sleutel_vast(livc, actor, sleutel, houder)


@handeling
def maak_eerste(livc: Livc, *, actor: Gebruiker, wachtzin: str, bewaarders: list[str]) -> tuple[Deel, ...]:
    """De eerste sleutel van een logboek, gemaakt door de toezichthouder zelf; geeft de hersteldelen, één keer.

    Valt de verbinding weg, dan is de sleutel er en kent de maker de wachtzin: nieuwe delen kunnen altijd.
    Raises Verboden, NietVoldaan.
    """
    eis(actor, "toezicht.sleutels_beheren", livc)
    rem.een_voor_een(livc.pk)
    if Toezichtsleutel.objects.filter(livc_id=livc.pk).exists():
        raise NietVoldaan(_("Dit logboek heeft al een sleutel."), "LR-57")
    tijdvakken.ontneem(livc.pk, actor.pk)
    try:
        toezichtsleutels.maak_houder(livc.pk, actor.pk, wachtzin)
    except WachtzinTeKort as fout:
        raise NietVoldaan(str(fout), "LR-57", "wachtzin") from None
    sleutel, prive = tijdvakken.begin(livc.pk)
    Toezichttoegang.objects.filter(toezichtsleutel=sleutel).update(geopend_op=timezone.now())
    _rij, delen = herstel.maak(livc.pk, actor.pk, Prives({sleutel.epoch: prive}))
    leg_vast(Soort.LIVC_OPGERICHT, actor=actor, livc_id=livc.pk, feiten=_begin(livc))
    _leg_sleutel_vast(livc, actor, sleutel, actor)
    feiten = {"tijdvakken": [sleutel.epoch], "bewaarders": bewaarders}
    leg_vast(Soort.TOEZICHTSLEUTEL_DELEN, actor=actor, livc_id=livc.pk, feiten=feiten)
    return delen


def ontgrendel(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Prives:
    """Raises NietVoldaan bij een verkeerde wachtzin, pas nadat de poging vastligt."""
    return geslaagd(_probeer(livc, actor=actor, wachtzin=wachtzin))


@handeling
def _probeer(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Prives | str:
    eis(actor, "toezicht.inzien", livc)
    eigen = open_of_leg_vast(livc, actor, wachtzin)
    if isinstance(eigen, str):
        return eigen
    prives = toezichtsleutels.open_tijdvakken(eigen)
    feiten = {"tijdvakken": sorted(prives), "niet_geopend": list(prives.gesloten)}
    leg_vast(Soort.TOEZICHT_ONTGRENDELD, actor=actor, livc_id=livc.pk, feiten=feiten)
    _neem_over(livc, actor, eigen, prives)
    return prives


def _neem_over(livc: Livc, actor: Gebruiker, eigen: Eigen, prives: Prives) -> None:
    """De eerste keer dat een gekregen sleutel opent, staat de overdracht vast."""
    mijn = Toezichttoegang.objects.filter(houder=eigen.houder)
    gekregen = mijn.exclude(gegeven_door=None).exclude(gegeven_door=actor.pk).exists()
    if prives and gekregen and not mijn.filter(geopend_op__isnull=False).exists():
        leg_vast(
            Soort.TOEZICHTSLEUTEL_OVERGENOMEN,
            actor=actor,
            livc_id=livc.pk,
            object_id=eigen.houder.pk,
            feiten={"tijdvakken": sorted(prives)},
        )
    nieuw = mijn.filter(geopend_op__isnull=True, toezichtsleutel__epoch__in=list(prives))
    nieuw.update(geopend_op=timezone.now())


@handeling
def vergrendel(livc: Livc, *, actor: Gebruiker) -> None:
    eis(actor, "toezicht.inzien", livc)
    leg_vast(Soort.TOEZICHT_VERGRENDELD, actor=actor, livc_id=livc.pk)


def wijzig_wachtzin(livc: Livc, *, actor: Gebruiker, wachtzin: str, nieuw: str) -> None:
    """De eigen sleutel onder een andere wachtzin; de tijdvakken blijven. Raises NietVoldaan."""
    try:
        toezichtsleutels.keur_wachtzin(nieuw)
    except WachtzinTeKort as fout:
        raise NietVoldaan(str(fout), "LR-57", "nieuw") from None
    geslaagd(_probeer_wachtzin(livc, actor=actor, wachtzin=wachtzin, nieuw=nieuw))


@handeling
def _probeer_wachtzin(livc: Livc, *, actor: Gebruiker, wachtzin: str, nieuw: str) -> Eigen | str:
    eis(actor, "toezicht.sleutels", livc)
    eigen = open_of_leg_vast(livc, actor, wachtzin)
    if isinstance(eigen, Eigen):
        rij: Wachtzinwikkel = toezichtsleutels.wikkel(eigen, nieuw)
        rij.save(force_update=True, update_fields=["zout", "rondes", "geheugen_kib", "banen", "gewikkeld"])
        leg_vast(Soort.TOEZICHTSLEUTEL_WACHTZIN, actor=actor, livc_id=livc.pk, object_id=eigen.houder.pk)
    return eigen


# -- wat elke handeling met een wachtzin deelt -------------------------------------------------------------------------


def open_of_leg_vast(livc: Livc, actor: Gebruiker, wachtzin: str) -> Eigen | str:
    """De eigen sleutel, of waarom niet; dat ligt dan vast. Hoort in een handeling. Raises NietVoldaan na te veel pogingen."""
    rem.een_voor_een(actor.pk)
    wie = pseudoniem("actor", livc.pk, actor.pk)
    eis_niet_geblokkeerd(livc, Soort.TOEZICHT_ONTGRENDELEN_MISLUKT, wie, "wachtzin")
    try:
        eigen, verwisseld = toezichtsleutels.open_eigen(livc.pk, actor.pk, wachtzin), False
    except VerwisseldeSleutel:
        eigen, verwisseld = None, True
    if eigen is not None:
        return eigen
    feiten = {"sleutel_verwisseld": verwisseld}
    leg_vast(Soort.TOEZICHT_ONTGRENDELEN_MISLUKT, actor=actor, livc_id=livc.pk, feiten=feiten)
    return str(VERWISSELD) if verwisseld else _("Deze wachtzin klopt niet.")


def geslaagd[T](uitkomst: T | str) -> T:
    """Raises NietVoldaan bij de wachtzin als de uitkomst een reden is."""
    if isinstance(uitkomst, str):
        raise NietVoldaan(uitkomst, veld="wachtzin")
    return uitkomst


def eis_niet_geblokkeerd(livc: Livc, soort: Soort, wie: bytes | None, veld: str) -> None:
    """Raises NietVoldaan."""
    if tot := rem.geblokkeerd_tot(livc.pk, soort, wie):
        uur = date_format(localtime(tot), "H.i")
        raise NietVoldaan(
            _("Te veel verkeerde pogingen. Probeer opnieuw om %(uur)s.") % {"uur": uur}, veld=veld
        )


def _begin(livc: Livc) -> dict[str, object]:
    """Wat er al was voor er iets vastgelegd kon worden: de rollen die de installatie gaf."""
    leden = livc.lidmaatschappen.select_related("gebruiker").order_by("van", "pk")
    rollen = [f"{lid.gebruiker.naam}: {lid.rol}" for lid in leden if lid.bevestigd_op]
    return {"livc": livc.naam, "rollen": rollen}


def _leg_sleutel_vast(livc: Livc, actor: Actor, sleutel: Toezichtsleutel, houder: Gebruiker) -> None:
    leg_vast(
        Soort.TOEZICHT_SLEUTEL_GEMAAKT,
        actor=actor,
        livc_id=livc.pk,
        object_id=sleutel.pk,
        feiten={"epoch": sleutel.epoch, "houder": houder.naam},
    )

"""Hersteldelen maken, nakijken, en er een verloren sleutel mee herstellen."""

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import herstel as kern
from audit import hersteldelen, rem, toezichtsleutels
from audit.hersteldelen import Deel, DeelFout
from audit.models import Toezichtsleutel
from audit.selectors import sleutels as sleutelselectors
from audit.soorten import Soort
from audit.toezichtsleutels import Prives, WachtzinTeKort
from toegang import post
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast

from .sleutels import eis_niet_geblokkeerd


@handeling
def maak_delen(livc: Livc, *, actor: Gebruiker, prives: Prives, bewaarders: list[str]) -> tuple[Deel, ...]:
    """Drie nieuwe delen; de vorige gelden niet meer. Raises Verboden, NietVoldaan."""
    eis(actor, "toezicht.sleutels_beheren", livc)
    rem.een_voor_een(livc.pk)
    lopend = Toezichtsleutel.objects.filter(livc_id=livc.pk, ingetrokken__isnull=True, epoch__in=list(prives))
    if not lopend.exists():
        raise NietVoldaan(_("Ontgrendel het logboek opnieuw: u hebt het lopende tijdvak niet open."), "LR-57")
    rij, delen = kern.maak(livc.pk, actor.pk, prives)
    leg_vast(
        Soort.TOEZICHTSLEUTEL_DELEN,
        actor=actor,
        livc_id=livc.pk,
        object_id=rij.pk,
        feiten={"tijdvakken": sorted(prives), "bewaarders": bewaarders},
    )
    post.meld_toezicht(sleutelselectors.adressen(livc, behalve=actor))
    return delen


def kijk_na(livc: Livc, *, actor: Gebruiker, een: str, twee: str) -> None:
    """Toont dat twee delen goed opgeschreven zijn; opent niets. Raises NietVoldaan."""
    if not _probeer_nakijken(livc, actor=actor, delen=_lees(een, twee)):
        raise NietVoldaan(_("Deze delen horen niet bij de geldige reeks van dit logboek."), "LR-57", "twee")


@handeling
def _probeer_nakijken(livc: Livc, *, actor: Gebruiker, delen: tuple[Deel, Deel]) -> bool:
    eis(actor, "toezicht.sleutels_beheren", livc)
    _rem(livc)
    rij = kern.herken(livc.pk, delen)
    if rij is None:
        _leg_mislukt_vast(livc, actor, nakijken=True)
        return False
    rij.nagegaan_op = timezone.now()
    rij.save(update_fields=["nagegaan_op"])
    feiten = {"delen": sorted(deel.nummer for deel in delen)}
    leg_vast(
        Soort.TOEZICHTSLEUTEL_DELEN_NAGEKEKEN, actor=actor, livc_id=livc.pk, object_id=rij.pk, feiten=feiten
    )
    return True


def herstel(livc: Livc, *, actor: Gebruiker, een: str, twee: str, wachtzin: str) -> list[int]:
    """Met twee delen krijgt een toezichthouder een nieuwe eigen sleutel met de tijdvakken. Raises Verboden, NietVoldaan."""
    try:
        toezichtsleutels.keur_wachtzin(wachtzin)
    except WachtzinTeKort as fout:
        raise NietVoldaan(str(fout), "LR-57", "wachtzin") from None
    gekregen = _probeer(livc, actor=actor, delen=_lees(een, twee), wachtzin=wachtzin)
    if gekregen is None:
        raise NietVoldaan(_("Deze delen horen niet bij de geldige reeks van dit logboek."), "LR-57", "twee")
    return gekregen


@handeling
def _probeer(livc: Livc, *, actor: Gebruiker, delen: tuple[Deel, Deel], wachtzin: str) -> list[int] | None:
    eis(actor, "toezicht.sleutels_beheren", livc)
    _rem(livc)
    rij = kern.herken(livc.pk, delen)
    post.meld_toezicht(sleutelselectors.adressen(livc, behalve=actor))
    if rij is None:
        _leg_mislukt_vast(livc, actor, nakijken=False)
        return None
    tijdvakken = kern.herstel(rij, delen, actor.pk, wachtzin)
    feiten = {"tijdvakken": tijdvakken, "delen": sorted(deel.nummer for deel in delen)}
    leg_vast(Soort.TOEZICHTSLEUTEL_HERSTELD, actor=actor, livc_id=livc.pk, object_id=rij.pk, feiten=feiten)
    return tijdvakken


def _rem(livc: Livc) -> None:
    """Raises NietVoldaan na te veel pogingen, van wie ook."""
    rem.een_voor_een(livc.pk)
    eis_niet_geblokkeerd(livc, Soort.TOEZICHTSLEUTEL_HERSTEL_MISLUKT, None, "een")


def _leg_mislukt_vast(livc: Livc, actor: Gebruiker, *, nakijken: bool) -> None:
    feiten = {"nakijken": nakijken}
    leg_vast(Soort.TOEZICHTSLEUTEL_HERSTEL_MISLUKT, actor=actor, livc_id=livc.pk, feiten=feiten)


def _lees(een: str, twee: str) -> tuple[Deel, Deel]:
    """Een tikfout staat bij haar eigen veld en telt niet als poging. Raises NietVoldaan."""
    delen = []
    for veld, tekst in (("een", een), ("twee", twee)):
        try:
            delen.append(hersteldelen.lees(tekst))
        except DeelFout as fout:
            raise NietVoldaan(str(fout), "LR-57", veld) from None
    try:
        hersteldelen.voeg_samen(delen)
    except DeelFout as fout:
        raise NietVoldaan(str(fout), "LR-57", "twee") from None
    return delen[0], delen[1]

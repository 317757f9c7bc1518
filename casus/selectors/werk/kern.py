"""Wat elk lid van de kern kan verwachten: de geheimhouding, de signalen, en de afweging van een kind."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from casus.models import Casus, Kindafweging, Signaal
from casus.selectors.signaal import zichtbare
from casus.selectors.signaallijst import met_stand, volgende_stap
from casus.voorwaarden.traject import GESLOTEN
from toegang.beleid import rollen_van, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak, sinds


def taken(gebruiker: Gebruiker) -> list[Taak]:
    return [*_geheimhouding(gebruiker), *_signalen(gebruiker), *_kindafweging(gebruiker)]


def lopend(gebruiker: Gebruiker, actie: str) -> QuerySet[Casus]:
    """De casussen die niet gesloten zijn en waarvoor deze actie mag; alleen wat een rij toont."""
    rijen = Casus.objects.exclude(staat__in=GESLOTEN).only("referentie", "staat", "aangemaakt", "livc")
    return zichtbaar(gebruiker, actie, rijen)


def _geheimhouding(gebruiker: Gebruiker) -> list[Taak]:
    """LR-30: eerst de geheimhouding, dan de inhoud."""
    te_aanvaarden = lopend(gebruiker, "casus.geheimhouding").exclude(
        pk__in=lopend(gebruiker, "casus.inzien").values("pk")
    )
    return [
        Taak(
            None,
            _("Geheimhouding aanvaarden"),
            _("Daarna kunt u deze casus openen."),
            reverse("casus:geheimhouding", args=[casus.pk]),
            _("Lezen"),
            casus.referentie,
            sinds(casus.aangemaakt),
        )
        for casus in te_aanvaarden.order_by("aangemaakt")
    ]


def _signalen(gebruiker: Gebruiker) -> list[Taak]:
    """De signalen waarvan de volgende stap aan deze gebruiker is (LR-03, LR-07)."""
    rollen = rollen_van(gebruiker)
    taken = []
    for signaal in met_stand(zichtbare(gebruiker).filter(staat__in=Signaal.OPEN)).order_by("aangemaakt"):
        stap, eigen = volgende_stap(signaal, rollen.get(signaal.livc_id, frozenset()))
        if eigen:
            taken.append(_signaaltaak(signaal, stap))
    return taken


def _signaaltaak(signaal: Signaal, stap: str) -> Taak:
    dringend = signaal.dringendheid == Signaal.Dringendheid.DRINGEND
    return Taak(
        None,
        _("Signaal"),
        stap,
        reverse("casus:signaal", args=[signaal.pk]),
        _("Openen"),
        signaal.referentie,
        Merk(_("dringend"), "let-op") if dringend else sinds(signaal.aangemaakt),
        voorrang=dringend,
    )


def _kindafweging(gebruiker: Gebruiker) -> list[Taak]:
    """LR-15: een tweede persoon bevestigt; nooit wie de afweging zelf opstelde."""
    open_ = Kindafweging.objects.filter(
        bevestigd_op=None, casus__in=lopend(gebruiker, "casus.kind_bevestigen")
    )
    rijen = open_.exclude(opgesteld_door=gebruiker).select_related("casus")
    return [
        Taak(
            None,
            _("Het belang van een kind bevestigen"),
            _("Een tweede persoon leest de afweging mee voor er iemand uitgenodigd wordt."),
            reverse("casus:casus", args=[rij.casus_id]),
            _("Lezen"),
            rij.casus.referentie,
            sinds(rij.aangemaakt),
        )
        for rij in rijen.only("casus__referentie", "aangemaakt").order_by("aangemaakt")
    ]

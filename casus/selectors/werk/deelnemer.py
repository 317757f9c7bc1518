"""Wat iedereen kan verwachten die aan een tafel zit of gevraagd werd. Nooit een vraag om informatie (LR-22)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Bewaartermijn, Deelname, Instemming
from casus.selectors.acties import eigen_open
from casus.voorwaarden.traject import GESLOTEN
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak

Staat = Bewaartermijn.Staat


def taken(gebruiker: Gebruiker) -> list[Taak]:
    return [*uitnodigingen(gebruiker), *_acties(gebruiker), *_bewaartermijnen(gebruiker)]


def uitnodigingen(gebruiker: Gebruiker) -> list[Taak]:
    """Zonder termijn en zonder iets over de casus: een antwoord is vrij, en ook geen antwoord mag (LR-13, LR-20)."""
    open_ = Deelname.objects.openstaand().select_related("overleg")
    rijen = (
        zichtbaar(gebruiker, "deelname.uitnodiging", open_)
        .only("overleg__begin")
        .order_by("overleg__begin", "pk")
    )
    waarom = _("Het overleg is op %(dag)s. Ja en neen zijn even goede antwoorden.")
    return [
        Taak(
            None,
            _("Uitnodiging voor een casusoverleg"),
            waarom % {"dag": date_format(timezone.localtime(deelname.overleg.begin), "l j F Y, H.i")},
            reverse("casus:uitnodiging", args=[deelname.pk]),
            _("Lezen"),
            merk=Merk(_("u kiest"), "rust"),
            vrij=True,
        )
        for deelname in rijen
    ]


def _acties(gebruiker: Gebruiker) -> list[Taak]:
    return [
        Taak(
            actie.tegen,
            _("Uw actie"),
            _("Uitgevoerd, onmogelijk of niet uitgevoerd: elk antwoord is goed."),
            reverse("casus:actie", args=[actie.pk]),
            _("Openen"),
            actie.casus.referentie,
        )
        for actie in eigen_open(gebruiker).only("tegen", "casus__referentie")
    ]


def _bewaartermijnen(gebruiker: Gebruiker) -> list[Taak]:
    """LR-52: tot het eerste overleg beslist iedereen aan tafel mee, ook wie na het vastleggen kwam."""
    stemde_in = Instemming.objects.filter(gebruiker=gebruiker).values("bewaartermijn")
    open_ = Bewaartermijn.objects.filter(staat=Staat.VOORGESTELD) | Bewaartermijn.objects.filter(
        staat=Staat.VASTGELEGD, casus__laatst_besproken_op=None
    )
    rijen = open_.exclude(pk__in=stemde_in).exclude(casus__staat__in=GESLOTEN).select_related("casus")
    te_beantwoorden = zichtbaar(gebruiker, "bewaartermijn.instemmen", rijen)
    # Ligt er een voorstel naast een vaste termijn, dan gaat het antwoord over het voorstel: één rij per casus.
    per_casus = {rij.casus_id: rij.casus.referentie for rij in te_beantwoorden.only("casus__referentie")}
    return [
        Taak(
            None,
            _("Bewaartermijn"),
            _("Iedereen aan tafel zegt of de voorgestelde termijn goed is."),
            reverse("casus:bewaartermijn", args=[casus_id]),
            _("Lezen"),
            referentie,
            Merk(_("uw antwoord"), "rust"),
        )
        for casus_id, referentie in per_casus.items()
    ]

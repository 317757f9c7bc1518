"""Wanneer iemand uitgenodigd kan worden."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus import databank
from casus.models import Casus, Deelname, Kindafweging, Overleg
from toegang.livcs import uitnodigbare_leden
from toegang.models import Livc, Organisatielid
from toegang.uitzonderingen import Belet

from .livc import beletten_bijeenroepen, beletten_nieuw
from .wraking import uitgesloten_van

MEERDERJARIG = 18
BIJZONDERE_REDEN_ONDER = 12
UITNODIGEN_IN = (
    Casus.Staat.VOORBEREIDING,
    Casus.Staat.IN_OVERLEG,
    Casus.Staat.IN_TRAJECT,
    Casus.Staat.IN_EVALUATIE,
)


def beletten_uitnodigen(casus: Casus) -> list[Belet]:
    """LR-10, LR-61 en LR-15: kan er voor deze casus iemand uitgenodigd worden?"""
    beletten = beletten_bijeenroepen(casus.livc_id)
    if casus.staat == Casus.Staat.OP_LIJST:
        beletten.append(Belet(_("Begin eerst met de voorbereiding van deze casus."), "LR-12"))
    elif casus.staat not in UITNODIGEN_IN:
        beletten.append(Belet(_("Deze casus is afgesloten. Heropen ze eerst."), "LR-12"))
    return beletten + beletten_kind(casus)


def beletten_kind(casus: Casus) -> list[Belet]:
    """LR-15 (FG2023 art. 6 en 8): geen uitnodiging zonder bevestigde afweging van het belang van het kind.

    Zonder geboortedatum weet niemand of het om een kind gaat; dan geldt dezelfde voorzorg.
    """
    leeftijd = casus.betrokkene_set.get().leeftijd(timezone.localdate())
    if leeftijd is not None and leeftijd >= MEERDERJARIG:
        return []
    afweging = Kindafweging.objects.filter(casus=casus).first()
    if afweging is None:
        return [Belet(_geen_afweging(leeftijd), "LR-15")]
    if leeftijd is not None and leeftijd < BIJZONDERE_REDEN_ONDER and not afweging.bijzondere_reden:
        return [
            Belet(_("De persoon is jonger dan twaalf. Schrijf op welke bijzondere reden er is."), "LR-15")
        ]
    if afweging.bevestigd_op is None:
        return [
            Belet(_("Een tweede persoon moet de afweging van het belang van het kind bevestigen."), "LR-15")
        ]
    return []


def _geen_afweging(leeftijd: int | None) -> str:
    if leeftijd is None:
        return _("De geboortedatum is niet bekend. Vul ze in, of weeg eerst het belang van het kind.")
    return _("De persoon is minderjarig. Weeg eerst het belang van het kind.")


def beletten_kindafweging(casus: Casus, bijzondere_reden: str) -> list[Belet]:
    """LR-15: onder de twaalf jaar hoort bij de afweging een bijzondere reden."""
    leeftijd = casus.betrokkene_set.get().leeftijd(timezone.localdate())
    if leeftijd is not None and leeftijd < BIJZONDERE_REDEN_ONDER and not bijzondere_reden.strip():
        uitleg = _("De persoon is jonger dan twaalf. Schrijf op welke bijzondere reden er is.")
        return [Belet(uitleg, "LR-15", "bijzondere_reden")]
    return []


def beletten_termijn(livc: Livc, overleg: Overleg, dringend_reden: str, vandaag: date) -> list[Belet]:
    """LR-14 (FG2023 art. 5): genoeg kalenderdagen tussen uitnodiging en overleg, tenzij de haast gemotiveerd is."""
    dagen = (timezone.localtime(overleg.begin).date() - vandaag).days
    if overleg.staat != Overleg.Staat.GEPLAND or overleg.begin <= timezone.now():
        return [Belet(_("Dit overleg is niet meer gepland. Kies een ander overleg."), "LR-14", "overleg")]
    if dagen >= livc.uitnodigingstermijn_dagen or dringend_reden.strip():
        return []
    uitleg = ngettext(
        "Tussen uitnodiging en overleg liggen minstens %(n)d dag. Schrijf waarom het dringend is.",
        "Tussen uitnodiging en overleg liggen minstens %(n)d dagen. Schrijf waarom het dringend is.",
        livc.uitnodigingstermijn_dagen,
    ) % {"n": livc.uitnodigingstermijn_dagen}
    return [Belet(uitleg, "LR-14", "dringend_reden")]


def beletten_bijdrage(bijdrage: str) -> list[Belet]:
    """LR-12 (Wet LIVC art. 3 § 1): iemand komt om wat zijn dienst voor de opvolging kan betekenen."""
    if bijdrage.strip():
        return []
    return [Belet(_("Schrijf welke bijdrage aan de opvolging u verwacht."), "LR-12", "bijdrage")]


def beletten_genodigde(casus: Casus, lid: Organisatielid | None) -> list[Belet]:
    """LR-12 en LR-23: wie in de gids staat, en niet van deze casus uitgesloten is."""
    if lid is not None and lid.gebruiker_id in uitgesloten_van(casus.pk):
        uitleg = _("Deze persoon is van deze casus uitgesloten wegens een belangenconflict.")
        return [Belet(uitleg, "LR-23", "leden")]
    return beletten_lid(casus.livc_id, lid)


def beletten_lid(livc_id: UUID, lid: Organisatielid | None) -> list[Belet]:
    """LR-12 (Wet LIVC art. 3 § 1): alleen wie in de gids staat, van een gemandateerde of gemeentelijke dienst."""
    if lid is not None and lid.pk in {ander.pk for ander in uitnodigbare_leden(livc_id)}:
        return []
    uitleg = _("Deze persoon staat niet in de gids van het LIVC, of zijn dienst heeft geen mandaat.")
    return [Belet(uitleg, "LR-12", "leden")]


def beletten_toetreden(deelname: Deelname) -> list[Belet]:
    """LR-10 en LR-12: wie zijn dienst verliet of wiens dienst haar mandaat verloor, komt niet meer aan tafel.

    Zonder volledige kern komt er niemand bij; neen zeggen kan altijd.
    """
    leden = Organisatielid.objects.filter(
        organisatie=deelname.organisatie_id, gebruiker=deelname.gebruiker_id
    )
    return beletten_lid(deelname.livc_id, leden.first()) + beletten_nieuw(deelname.livc_id)


def beletten_vervanger(deelname: Deelname, collega: Organisatielid | None) -> list[Belet]:
    """LR-16 (W2026 art. 5): een collega van dezelfde organisatie, die nog niet aan deze tafel gevraagd is."""
    zelfde = collega is not None and collega.organisatie_id == deelname.organisatie_id
    if collega is None or not zelfde or collega.gebruiker_id == deelname.gebruiker_id:
        return [Belet(_("Kies een collega van uw eigen organisatie."), "LR-16", "lid")]
    if collega.gebruiker_id in databank.bezette_collegas(deelname.casus_id):
        return [Belet(_("Kies een andere collega."), "LR-16", "lid")]
    return beletten_nieuw(deelname.livc_id) + [
        Belet(b.uitleg, b.regel, "lid") for b in beletten_lid(deelname.livc_id, collega)
    ]

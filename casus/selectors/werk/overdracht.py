"""Een overdracht in ‘Mijn werk’: de vraag aan een auteur, klaar om aan te bieden, en wat een ander LIVC aanbiedt."""

from django.urls import reverse
from django.utils.translation import gettext as _

from casus.selectors import aanbod, overdracht
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak, sinds


def taken(gebruiker: Gebruiker) -> list[Taak]:
    """Voor de auteur van een geheime inbreng: ja, neen en zwijgen zijn even goed (LR-20, LR-32)."""
    return [
        Taak(
            None,
            _("Mag uw inbreng mee naar een ander LIVC?"),
            _("Ja en neen zijn even goede antwoorden. Zonder uw ja gaat ze niet mee."),
            reverse("casus:overdracht_vraag", args=[vraag.pk]),
            _("Lezen"),
            vraag.casus.referentie,
            Merk(_("u kiest"), "rust"),
            vrij=True,
        )
        for vraag in overdracht.open_vragen(gebruiker)
    ]


def beslissen(gebruiker: Gebruiker) -> list[Taak]:
    """Voor de burgemeester: wat klaar is om te vertrekken, en wat hem aangeboden is."""
    klaar = [
        Taak(
            None,
            _("Overdracht klaar om aan te bieden"),
            _("De keuze ligt vast. Op een antwoord van een auteur hoeft u niet te wachten."),
            reverse("casus:overdracht", args=[rij.casus_id]),
            _("Bekijken"),
            rij.casus.referentie,
            sinds(rij.aangemaakt),
        )
        for rij in overdracht.aan_te_bieden(gebruiker)
    ]
    return klaar + [
        Taak(
            None,
            _("Een ander LIVC biedt een dossier aan"),
            rij.van.naam,
            reverse("casus:aanbod", args=[rij.pk]),
            _("Bekijken"),
            merk=sinds(rij.aangemaakt),
        )
        for rij in aanbod.te_beslissen(gebruiker)
    ]

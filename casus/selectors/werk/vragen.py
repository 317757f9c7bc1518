"""Een vraag van het toezicht over een eigen handeling. Antwoorden is vrij, dus nooit ‘te laat’ (LR-22)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.selectors.bevindingen import vragen_aan
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak


def taken(gebruiker: Gebruiker) -> list[Taak]:
    vandaag = timezone.localdate()
    return [
        Taak(
            vraag.antwoord_tegen if vraag.antwoord_tegen >= vandaag else None,
            _("Een vraag van het toezicht"),
            _("‘Ik antwoord liever niet’ is ook een antwoord."),
            reverse("toezicht:vraag", args=[vraag.pk]),
            _("Lezen"),
            merk=Merk(_("mag nog"), "rust"),
        )
        for vraag in vragen_aan(gebruiker).only("antwoord_tegen")
    ]

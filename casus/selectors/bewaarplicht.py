"""Een bewaarplicht op een casus: op het blad ‘Dossier’, en voor wie ze oplegt."""

from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Bewaarplicht, Casus
from toegang.beleid import Wie, eis, haal, mag
from toegang.models import Gebruiker
from toegang.schermdelen import Deel, Merk


def deel(gebruiker: Wie, casus: Casus) -> Deel | None:
    """Op het blad ‘Dossier’, voor wie ze kan opleggen; anderen zien op de klok dat ze loopt."""
    if not mag(gebruiker, "casus.bewaarplicht", casus):
        return None
    plicht = loopt(casus.pk)
    if plicht is None:
        tekst = _("Houdt de vernietiging tegen zolang een wet of een rechter dat vraagt.")
        return Deel(
            _("Bewaarplicht"), tekst, reverse("casus:bewaarplicht", args=[casus.pk]), Merk(_("geen"), "rust")
        )
    adres = reverse("casus:bewaarplicht_lezen", args=[plicht.pk])
    return Deel(_("Bewaarplicht"), tot_wanneer(plicht), adres, Merk(_("loopt"), "let-op"))


def loopt(casus_id: UUID) -> Bewaarplicht | None:
    return Bewaarplicht.objects.lopend().filter(casus=casus_id).first()


def tot_wanneer(plicht: Bewaarplicht) -> str:
    if plicht.tot is None:
        return _("Tot iemand ze opheft.")
    return _("Tot en met %(dag)s.") % {"dag": date_format(plicht.tot, "j F Y")}


def casus_voor(gebruiker: Gebruiker, pk: UUID) -> Casus:
    """Raises Verborgen, Verboden."""
    casus = haal(gebruiker, "casus.zien", Casus.objects.all(), pk)
    eis(gebruiker, "casus.bewaarplicht", casus)
    return casus

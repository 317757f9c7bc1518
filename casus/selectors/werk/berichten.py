"""Wat wacht rond berichten en werkwijze: een ontwerp dat uw akkoord vraagt, een adres dat niet werkt."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from toegang.beleid import zichtbaar
from toegang.livcs import mensen_van
from toegang.models import Adresfout, Gebruiker, Livc, Modaliteiten, ModaliteitenAkkoord
from toegang.schermdelen import Merk

from .taak import Taak


def akkoorden(gebruiker: Gebruiker) -> list[Taak]:
    """LR-61: het laatste ontwerp waarmee deze persoon nog niet akkoord ging."""
    mijn = ModaliteitenAkkoord.objects.filter(modaliteiten=OuterRef("pk"), gebruiker=gebruiker)
    nieuwer = Modaliteiten.objects.filter(livc=OuterRef("livc"), versie__gt=OuterRef("versie"))
    livcs = zichtbaar(gebruiker, "livc.modaliteiten_akkoord", Livc.objects.filter(in_gebruik=True))
    open_ = Modaliteiten.objects.filter(~Exists(mijn), ~Exists(nieuwer), livc__in=livcs, akkoord_op=None)
    return [
        Taak(
            rij.geldig_van,
            _("Wie, doel en werkwijze: versie %(nummer)d") % {"nummer": rij.versie},
            _("Een ontwerp wacht op het akkoord van de kern. Zonder akkoord komt er geen overleg."),
            reverse("casus:livc_modaliteiten", args=[rij.livc_id]),
            _("Lezen"),
        )
        for rij in open_
    ]


def adressen(gebruiker: Gebruiker) -> list[Taak]:
    """Voor wie berichten opvolgt: dat er een adres niet werkt, niet van wie."""
    livcs = zichtbaar(gebruiker, "livc.berichten", Livc.objects.filter(in_gebruik=True))
    return [
        Taak(
            None,
            _("Een adres werkt niet"),
            _("Een bericht kwam terug. Kijk van wie het adres niet klopt."),
            reverse("casus:livc_adressen", args=[livc.pk]),
            _("Bekijken"),
            merk=Merk(_("nakijken"), "let-op"),
        )
        for livc in livcs
        if Adresfout.objects.filter(gebruiker__in=mensen_van(livc)).exists()
    ]

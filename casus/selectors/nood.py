"""Noodtoegang vinden: wie ze kan vragen, bevestigen, lezen en nakijken, en wie ervan moet weten."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from casus import databank
from casus.models import Casus, Geheimhouding
from casus.voorwaarden.nood import VERVALT
from toegang import toekenningen
from toegang.beleid import Wie, haal, wie_mag, zichtbaar
from toegang.models import CasusUserObjectPermission, Gebruiker, Livc, Noodtoegang
from toegang.uitzonderingen import Verborgen

Staat = Noodtoegang.Staat
MELDEN = timedelta(days=30)
"""Zo lang staat een geopende noodtoegang in ‘Mijn werk’ van de tafel; in de casus blijft ze altijd staan."""


def zoek_casus(livc: Livc, referentie: str) -> UUID | None:
    """De casus bij een referentie die iemand aan de telefoon hoorde. Alleen voor een aanvraag van noodtoegang.

    Wie vraagt, ziet de casus niet: dit is de enige opzoeking buiten het beleid, en haar antwoord komt op geen pagina.
    """
    return databank.zoek_nood(livc.pk, referentie)


def livcs(gebruiker: Wie) -> list[Livc]:
    """De LIVC's waarin deze persoon noodtoegang kan vragen. Raises Verborgen als er geen enkel is."""
    gevonden = list(zichtbaar(gebruiker, "livc.nood_vragen", Livc.objects.all()))
    if not gevonden:
        raise Verborgen(actie="livc.nood_vragen", regel="LR-31")
    return gevonden


def mag_vragen(gebruiker: Wie) -> bool:
    return zichtbaar(gebruiker, "livc.nood_vragen", Livc.objects.order_by()).exists()


def rijen() -> QuerySet[Noodtoegang]:
    """Met de casus erbij, voor wie haar referentie mag kennen."""
    return rijen_zonder_casus().select_related("casus")


def rijen_zonder_casus() -> QuerySet[Noodtoegang]:
    return Noodtoegang.objects.select_related("livc", "aanvrager", "bevestigd_door", "nagekeken_door")


def te_bevestigen(gebruiker: Wie) -> QuerySet[Noodtoegang]:
    """Aanvragen die nog wachten, voor wie de casus mag inzien."""
    wacht = rijen().filter(staat=Staat.AANGEVRAAGD, aangevraagd_op__gt=timezone.now() - VERVALT)
    return zichtbaar(gebruiker, "noodtoegang.bevestigen", wacht)


def lopend(gebruiker: Gebruiker) -> QuerySet[Noodtoegang]:
    """De eigen noodtoegang, zolang de minuten lopen."""
    return Noodtoegang.objects.filter(aanvrager=gebruiker, staat=Staat.ACTIEF, eindigt_op__gt=timezone.now())


def te_lezen(gebruiker: Gebruiker, pk: UUID) -> Casus:
    """De casus zonder inhoud, zolang de minuten lopen. Raises Verborgen."""
    return haal(gebruiker, "casus.noodlezen", Casus.objects.all(), pk)


def zwijgt(gebruiker: Gebruiker, casus: Casus) -> bool:
    """Aanvaardde deze persoon al de geheimhouding voor deze casus (LR-30)?"""
    return Geheimhouding.objects.filter(casus=casus, gebruiker=gebruiker).exists()


def van_casus(gebruiker: Wie, casus: Casus) -> list[Noodtoegang]:
    """Wie deze casus ooit in nood opende: een vaste melding voor de kern en de tafel."""
    geopend = rijen_zonder_casus().filter(casus=casus, staat__in=(Staat.ACTIEF, Staat.NAGEKEKEN))
    return list(zichtbaar(gebruiker, "noodtoegang.zien", geopend).order_by("-begonnen_op"))


def te_melden(gebruiker: Gebruiker) -> QuerySet[Noodtoegang]:
    """Wat de tafel en de kern onlangs moesten vernemen."""
    onlangs = rijen().filter(
        staat__in=(Staat.ACTIEF, Staat.NAGEKEKEN), begonnen_op__gt=timezone.now() - MELDEN
    )
    return zichtbaar(gebruiker, "noodtoegang.zien", onlangs).exclude(aanvrager=gebruiker)


def na_te_kijken(gebruiker: Wie) -> QuerySet[Noodtoegang]:
    """Alles wat dit toezicht volgt, wat nog wacht eerst; de casus zelf is geen deel van de lijst."""
    return zichtbaar(gebruiker, "noodtoegang.nakijken", rijen_zonder_casus()).order_by(
        "staat", "-begonnen_op"
    )


def eis_toezicht(gebruiker: Wie) -> None:
    """Raises Verborgen voor wie nergens toezicht houdt."""
    if not zichtbaar(gebruiker, "toezicht.inzien", Livc.objects.order_by()).exists():
        raise Verborgen(actie="noodtoegang.nakijken", regel="LR-57")


def te_verwittigen(nood: Noodtoegang) -> list[Gebruiker]:
    """De kern, de deelnemers en het toezicht; nooit wie van de casus uitgesloten is (LR-23)."""
    mensen = {*wie_mag("casus.zien", nood.casus), *wie_mag("noodtoegang.nakijken", nood)}
    return sorted(mensen - {nood.aanvrager}, key=lambda mens: mens.email)


def verlopen() -> QuerySet[Noodtoegang, UUID]:
    """Aanvragen die niemand op tijd beantwoordde."""
    oud = Noodtoegang.objects.filter(staat=Staat.AANGEVRAAGD, aangevraagd_op__lte=timezone.now() - VERVALT)
    return oud.values_list("pk", flat=True)


def voorbij() -> QuerySet[Noodtoegang, UUID]:
    """Noodtoegang waarvan de minuten om zijn en de toekenning er nog staat."""
    toegekend = CasusUserObjectPermission.objects.filter(
        user=OuterRef("aanvrager"),
        content_object=OuterRef("casus"),
        permission__codename=toekenningen.NOODTOEGANG,
    )
    # Na het nakijken kan dezelfde persoon dezelfde casus opnieuw openen: die toekenning blijft.
    opnieuw = Noodtoegang.objects.filter(
        aanvrager=OuterRef("aanvrager"), casus=OuterRef("casus"), eindigt_op__gt=timezone.now()
    )
    om = Noodtoegang.objects.filter(Exists(toegekend), ~Exists(opnieuw), eindigt_op__lte=timezone.now())
    return om.values_list("pk", flat=True)

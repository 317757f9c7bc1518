"""Wat een vernietiging tegenhoudt: welk verzoek of aanbod, hoeveel dossiers wachten, en waar het af te maken is (LR-55).

Niets vernietigen is de veilige kant, zolang iemand vraagt wat er over hem bewaard wordt. Maar het mag geen stil uitstel
zijn: wie moet handelen, leest het gevolg. Geteld wordt alleen wat deze lezer zelf mag kennen (LR-23).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.models import Betrokkenenverzoek, Casus, Vernietigingspunt
from casus.voorwaarden import verzoek as verzoeken
from casus.voorwaarden.vernietiging import belet_wacht
from toegang.beleid import mag, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Merk, wanneer

from .verzoek import zichtbare

Staat = Betrokkenenverzoek.Staat


@dataclass(frozen=True)
class Stop:
    """Eén oorzaak, als rij. Zonder adres kan deze lezer er niets aan doen."""

    merk: Merk
    wat: str
    waarom: str
    url: str
    label: str
    ref: str


def stoppen(
    gebruiker: Gebruiker, punten: Collection[Vernietigingspunt], wacht: Mapping[UUID, str]
) -> list[Stop]:
    """`punten` en `wacht` zoals deze lezer ze kreeg; een verzoek zonder casus eerst, want dat houdt alles tegen."""
    if not wacht:
        return []
    per = {reden: [punt for punt in punten if wacht.get(punt.pk) == reden] for reden in set(wacht.values())}
    open_ = list(zichtbare(gebruiker).exclude(staat=Staat.BEANTWOORD).order_by("ontvangen_op", "pk"))
    nieuw = [verzoek for verzoek in open_ if zonder_casus(verzoek) and gevolg(verzoek, punten)]
    return [
        *(_nieuw(gebruiker, verzoek, punten) for verzoek in nieuw),
        *(_verzoek(gebruiker, punt, open_) for punt in per.get("verzoek", ())),
        *_aanbod(gebruiker, per.get("aanbod", ())),
    ]


def zonder_casus(verzoek: Betrokkenenverzoek) -> bool:
    """Open, en zonder casus: wie het beoordeelde, ziet misschien niet elke casus (LR-23, LR-55)."""
    return verzoek.staat != Staat.BEANTWOORD and verzoek.casus_id is None


def gevolg(verzoek: Betrokkenenverzoek, punten: Collection[Vernietigingspunt]) -> str:
    """Wat dit open verzoek nu tegenhoudt, in woorden; leeg als er niets wacht."""
    voorgesteld = [punt for punt in punten if punt.staat == Vernietigingspunt.Staat.VOORGESTELD]
    if not zonder_casus(verzoek):
        eigen = verzoek.casus_id in {punt.casus_id for punt in voorgesteld}
        uitleg = _("Zolang dit verzoek niet beantwoord is, wordt het dossier niet vernietigd.")
        return uitleg if eigen else ""
    aantal = sum(punt.livc_id == verzoek.livc_id for punt in voorgesteld)
    if not aantal:
        return ""
    tekst = ngettext(
        "Zolang dit verzoek niet beantwoord is, wordt in %(livc)s niets vernietigd; %(n)d dossier wacht.",
        "Zolang dit verzoek niet beantwoord is, wordt in %(livc)s niets vernietigd; %(n)d dossiers wachten.",
        aantal,
    )
    return tekst % {"livc": verzoek.livc.naam, "n": aantal}


def _nieuw(gebruiker: Gebruiker, verzoek: Betrokkenenverzoek, punten: Collection[Vernietigingspunt]) -> Stop:
    beoordeelt = mag(gebruiker, "verzoek.beoordelen", verzoek)
    waarom = gevolg(verzoek, punten)
    if not beoordeelt:
        waarom += " " + _("De burgemeester of de preventieambtenaar beoordeelt het.")
    return Stop(
        wanneer(verzoeken.einde(verzoek)),
        _("Een verzoek waar nog geen dossier bij hoort"),
        waarom,
        reverse("casus:verzoek", args=[verzoek.pk]),
        _("Beoordelen") if beoordeelt else _("Bekijken"),
        verzoek.referentie,
    )


def _verzoek(gebruiker: Gebruiker, punt: Vernietigingspunt, open_: list[Betrokkenenverzoek]) -> Stop:
    """Recht naar het verzoek gaat alleen wie de casus inziet: op het blad staat een naam (LR-30)."""
    eigen = next((rij for rij in open_ if rij.casus_id == punt.casus_id), None)
    leest = (
        eigen is not None
        and mag(gebruiker, "verzoek.beoordelen", eigen)
        and not verzoeken.beletten_inhoud(gebruiker, eigen)
    )
    url = reverse("casus:verzoek", args=[eigen.pk]) if eigen and leest else reverse("casus:verzoeken")
    return Stop(
        Merk(_("verzoek"), "let-op"),
        _("Een verzoek over dit dossier"),
        str(belet_wacht("verzoek").uitleg),
        url,
        _("Naar het verzoek") if leest else _("Naar de verzoeken"),
        punt.referentie,
    )


def _aanbod(gebruiker: Gebruiker, punten: Collection[Vernietigingspunt]) -> list[Stop]:
    casussen = Casus.objects.filter(pk__in=[punt.casus_id for punt in punten])
    eigen = set(zichtbaar(gebruiker, "casus.overdragen", casussen).values_list("pk", flat=True))
    return [
        Stop(
            Merk(_("aanbod"), "let-op"),
            _("Een aanbod aan een ander LIVC"),
            str(belet_wacht("aanbod").uitleg),
            reverse("casus:overdracht", args=[punt.casus_id]) if punt.casus_id in eigen else "",
            _("Naar de overdracht"),
            punt.referentie,
        )
        for punt in punten
    ]

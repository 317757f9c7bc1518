"""Wat een genodigde van zijn uitnodiging ziet, en wat hij kan antwoorden."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casus import databank
from casus.models import Betrokkene, Deelname
from casus.voorwaarden.wraking import uitgesloten_van
from toegang.beleid import Wie, haal, mag, zichtbaar
from toegang.livcs import geldige_modaliteiten, uitnodigbare_leden
from toegang.models import Modaliteiten, Organisatielid
from toegang.models.livc import NaamBijStap
from toegang.schermdelen import Knop

Staat = Deelname.Staat
VERSTUURD = (Staat.UITGENODIGD, Staat.GEHEIMHOUDING)


def uitnodigingen(gebruiker: Wie) -> list[Deelname]:
    """Alle uitnodigingen van deze gebruiker, zonder iets over de casus (LR-13)."""
    rijen = Deelname.objects.select_related("overleg", "livc").prefetch_related("casus")
    return list(
        zichtbaar(gebruiker, "deelname.uitnodiging", rijen).order_by("-overleg__begin", "-aangemaakt")
    )


@dataclass(frozen=True)
class Postvak:
    """Wat op een antwoord wacht, waaraan iemand deelneemt, en wat voorbij is."""

    open: list[Deelname]
    lopend: list[Deelname]
    voorbij: list[Deelname]


def postvak(gebruiker: Wie) -> Postvak:
    rijen = uitnodigingen(gebruiker)
    return Postvak(
        [d for d in rijen if d.staat in VERSTUURD],
        [d for d in rijen if d.staat == Staat.AANVAARD],
        [d for d in rijen if d.staat not in (*VERSTUURD, Staat.AANVAARD)],
    )


def eigen_uitnodiging(gebruiker: Wie, pk: UUID) -> Deelname:
    """De eigen uitnodiging; van de casus leest wie er niet meer bij hoort, niets. Raises Verborgen."""
    rijen = Deelname.objects.select_related("overleg", "livc", "uitgenodigd_door", "organisatie")
    return haal(gebruiker, "deelname.uitnodiging", rijen, pk)


SLOT = {
    Staat.GEWEIGERD: gettext_lazy("U neemt niet deel"),
    Staat.TERUGGETROKKEN: gettext_lazy("U stopte met deze casus"),
    Staat.INGETROKKEN: gettext_lazy("Deze uitnodiging is ingetrokken"),
    Staat.VERVANGEN: gettext_lazy("Een collega komt in uw plaats"),
    Staat.VERVALLEN: gettext_lazy("Deze uitnodiging is vervallen"),
    Staat.BEEINDIGD: gettext_lazy("Uw deelname is beëindigd"),
}


@dataclass(frozen=True)
class Uitnodiging:
    """Wat de genodigde in deze stap ziet; `persoon` is leeg zolang hij dat niet hoort te weten (LR-13)."""

    deelname: Deelname
    stap: int
    persoon: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def slot(self) -> str:
        return str(SLOT.get(Staat(self.deelname.staat), ""))

    @property
    def modaliteiten(self) -> Modaliteiten | None:
        """De versie die op de dag van het overleg geldt (LR-61)."""
        dag = timezone.localdate(self.deelname.overleg.begin)
        return geldige_modaliteiten(self.deelname.livc_id, dag)

    @property
    def naam_later(self) -> bool:
        """Hoort de genodigde pas na zijn ja over wie het gaat?"""
        return self.deelname.livc.naam_bij_stap == NaamBijStap.DEELNAME

    @property
    def gegevens(self) -> list[tuple[str, Any]]:
        """De neutrale uitnodiging: niets over de persoon."""
        overleg, door = self.deelname.overleg, self.deelname.uitgenodigd_door
        grond = [(_("Rechtsgrond"), self.deelname.casus.get_rechtsgrond_display())] if self.stap else []
        return [
            (
                _("Uitgenodigd door"),
                f"{door.naam}, {self.deelname.livc.naam}" if door else self.deelname.livc.naam,
            ),
            (_("Voor"), self.deelname.organisatie.naam),
            (_("Wanneer"), date_format(timezone.localtime(overleg.begin), "l j F Y, H.i")),
            (_("Waar"), overleg.plaats),
            (_("Doel"), _("terroristische misdrijven voorkomen, met opvolging op maat")),
            *grond,
            *self._termijn,
        ]

    @property
    def _termijn(self) -> list[tuple[str, Any]]:
        """LR-14: of de termijn korter was dan hoort, en waarom.

        De reden kan over de persoon gaan; ze komt dus pas na de geheimhouding (LR-13).
        """
        if not self.deelname.dringend_reden:
            return []
        if self.deelname.staat in (Staat.GEHEIMHOUDING, Staat.AANVAARD):
            return [(_("Dringend, omdat"), self.deelname.dringend_reden)]
        uitleg = _("Ja. Waarom, leest u na het aanvaarden van de geheimhouding.")
        return [(_("Dringend"), uitleg)] if self.stap else []

    @property
    def diensten(self) -> list[str]:
        """Welke diensten gevraagd zijn, zolang de genodigde nog kiest (LR-13).

        Wie aan tafel zit, ziet er wie kwam; naast deze lijst zou daaruit blijken wie neen zei (LR-20).
        """
        if self.deelname.staat not in (Staat.UITGENODIGD, Staat.GEHEIMHOUDING):
            return []
        return databank.gevraagde_diensten(self.deelname.casus_id, self.deelname.overleg_id)


def uitnodiging(deelname: Deelname, wie: Betrokkene | None) -> Uitnodiging:
    """De pagina van deze stap; geef `wie` alleen als `toont_wie` dat toelaat."""
    stap = {Staat.UITGENODIGD: 2, Staat.GEHEIMHOUDING: 3, Staat.AANVAARD: 4}.get(Staat(deelname.staat), 0)
    return Uitnodiging(deelname, stap, _persoon(wie) if wie else [])


def _persoon(wie: Betrokkene) -> list[tuple[str, Any]]:
    """Naam, geboortedatum en gemeente: precies genoeg om te weten of een dienst de persoon kent (LR-13)."""
    geboren = date_format(wie.geboortedatum, "j F Y") if wie.geboortedatum else ""
    return [(_("Naam"), wie.naam), (_("Geboortedatum"), geboren), (_("Woonplaats"), wie.gemeente)]


def toont_wie(gebruiker: Wie, deelname: Deelname) -> bool:
    """Mag de uitnodiging zeggen over wie het gaat? Hangt af van de stap, het LIVC en de toekenning (LR-13)."""
    stap = {Staat.UITGENODIGD: 1, Staat.GEHEIMHOUDING: 2}.get(Staat(deelname.staat), 0)
    return bool(stap and stap >= deelname.livc.naam_bij_stap and mag(gebruiker, "casus.wie", deelname.casus))


def collegas(deelname: Deelname) -> list[Organisatielid]:
    """Wie van de eigen organisatie in de plaats kan komen; vaste vertegenwoordigers eerst (LR-16)."""
    # Wie uitgesloten is, staat er niet bij; waarom, blijft onbekend (LR-23).
    bezet = databank.bezette_collegas(deelname.casus_id) | uitgesloten_van(deelname.casus_id)
    leden = [
        lid
        for lid in uitnodigbare_leden(deelname.livc_id)
        if lid.organisatie_id == deelname.organisatie_id and lid.gebruiker_id not in bezet
    ]
    return sorted(leden, key=lambda lid: (not lid.vaste_vertegenwoordiger, lid.gebruiker.naam))


def knoppen(gebruiker: Wie, deelname: Deelname) -> list[Knop]:
    """Wat de genodigde kan antwoorden: beschikbare overgangen ∩ beleid."""
    overgangen = {overgang.name for overgang in cast(Any, deelname).get_available_staat_transitions()}
    return [
        knop
        for overgang, actie, knop in _antwoorden(deelname)
        if overgang in overgangen and mag(gebruiker, actie, deelname)
    ]


def _antwoorden(deelname: Deelname) -> Iterable[tuple[str, str, Knop]]:
    def adres(naam: str) -> str:
        return reverse(f"casus:uitnodiging_{naam}", args=[deelname.pk])

    yield "aanvaard", "deelname.aanvaarden", Knop("ja", _("Ik neem deel"), adres("aanvaarden"), stijl="hoofd")
    yield "weiger", "deelname.weigeren", Knop("nee", _("Ik neem niet deel"), adres("weigeren"), methode="get")
    yield (
        "vervang",
        "deelname.vervangen",
        Knop("vervangen", _("Een collega komt in mijn plaats"), adres("vervangen"), methode="get"),
    )
    yield (
        "trek_terug",
        "deelname.terugtrekken",
        Knop(
            "stoppen",
            _("Ik stop met deze casus"),
            adres("terugtrekken"),
            stijl="gevaar",
            bevestiging=_("U ziet de casus daarna niet meer. U blijft gebonden door de geheimhouding."),
        ),
    )

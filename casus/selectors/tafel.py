"""Wat op het scherm in de zaal komt, en wat een deelnemer op zijn eigen toestel ziet.

Op het scherm staat alleen wat iedereen aan de tafel van dat punt mag zien: referenties, aanwezigen, besluiten,
acties, en inbreng die de auteur voor de hele tafel bestemde (LR-31, LR-32).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Aanwezigheid, Actie, Agendapunt, Besluit, Betrokkene, Casus, Inbreng, Overleg
from casus.voorwaarden import overleg as voorwaarden
from casus.voorwaarden.bewaartermijn import beletten_per_casus
from casus.voorwaarden.livc import beletten_bijeenroepen, beletten_nieuw
from casus.voorwaarden.tafel import Tafelgenoot, aan_tafel
from toegang.beleid import Wie, eis, haal, mag, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Knop, Merk
from toegang.uitzonderingen import Belet, NietVoldaan, eis_geen

from .inbreng import voor_scherm
from .overleg import overleg_voor, stand_van_punt, zichtbare_punten


@dataclass(frozen=True)
class Voorwaarde:
    """Eén voorwaarde van de wet, en of ze vervuld is."""

    tekst: str
    regel: str
    belet: str = ""
    url: str = ""


@dataclass(frozen=True)
class Leidrij:
    """Een punt in de lijst van de voorzitter."""

    punt: Agendapunt
    stand: Merk
    knoppen: list[Knop]


@dataclass(frozen=True)
class Leidblad:
    """De pagina van wie het overleg leidt, zonder de inhoud van het lopende punt."""

    overleg: Overleg
    punten: list[Leidrij]
    lopend: Agendapunt | None
    voorwaarden: list[Voorwaarde]
    beletten: tuple[Belet, ...]

    @property
    def openen_kan_niet(self) -> list[Knop]:
        return [Knop("openen", _("Overleg openen"), "", stijl="hoofd", beletten=self.beletten)]

    @property
    def afronden(self) -> list[Knop]:
        """Het overleg sluiten; geblokkeerd zolang een punt openstaat."""
        adres = reverse("casus:overleg_afronden", args=[self.overleg.pk])
        gevolg = _("Daarna verandert er niets meer aan dit overleg.")
        knop = Knop("afronden", _("Overleg sluiten"), adres, "post", "hoofd", gevolg, self.beletten)
        return [knop]


@dataclass(frozen=True)
class Puntblad:
    """De inhoud van één agendapunt; komt alleen langs `inzage`, na de regel in het logboek (LR-57)."""

    punt: Agendapunt
    stand: Merk
    tafel: list[Tafelgenoot]
    rijen: list[Aanwezigheid]
    besluiten: QuerySet[Besluit]
    acties: QuerySet[Actie]
    inbreng: list[Inbreng]

    @property
    def betrokkene(self) -> Betrokkene:
        """Pas opgehaald als de pagina het toont."""
        return self.punt.casus.betrokkene_set.get()

    @property
    def loopt(self) -> bool:
        return bool(self.punt.staat == Agendapunt.Staat.BEZIG)

    @property
    def genoteerd(self) -> bool:
        return self.punt.aanwezig_genoteerd_op is not None

    @property
    def in_zaal(self) -> set[UUID]:
        return {rij.gebruiker_id for rij in self.rijen if rij.in_zaal}

    @property
    def aanwezigen(self) -> list[Tafelgenoot]:
        """Wie er nu is; na het punt: wie deelnam."""
        aanwezig = self.in_zaal if self.loopt else {rij.gebruiker_id for rij in self.rijen if rij.aanwezig}
        return [genoot for genoot in self.tafel if genoot.gebruiker.pk in aanwezig]

    @property
    def toonbaar(self) -> bool:
        """LR-31: in de zaal verschijnt pas iets als vaststaat wie er is, en iedereen die er is het mag zien.

        Wie intussen zijn toegang verloor, hoort niet meer in de zaal: het scherm wordt leeg tot de lijst weer klopt.
        """
        tafel = {genoot.gebruiker.pk for genoot in self.tafel}
        return self.loopt and self.genoteerd and bool(self.in_zaal) and self.in_zaal <= tafel


def te_leiden(gebruiker: Wie, pk: UUID) -> Overleg:
    """Het overleg voor wie het leidt. Raises Verborgen, Verboden (LR-10)."""
    overleg = overleg_voor(gebruiker, pk)
    eis(gebruiker, "overleg.leiden", overleg)
    return overleg


def leidblad(gebruiker: Wie, overleg: Overleg) -> Leidblad:
    """De punten met hun knoppen, en bij het openen elke voorwaarde."""
    punten = list(zichtbare_punten(gebruiker, overleg))
    lopend = next((punt for punt in punten if punt.staat == Agendapunt.Staat.BEZIG), None)
    te_leiden = set(
        zichtbaar(gebruiker, "agendapunt.leiden", overleg.agendapunten.all()).values_list("pk", flat=True)
    )
    termijnen = beletten_per_casus([punt.casus for punt in punten])
    if overleg.staat == Overleg.Staat.BEZIG:
        nieuw = beletten_nieuw(overleg.livc_id)
        termijnen = {pk: [*nieuw, *beletten] for pk, beletten in termijnen.items()}
    lijst = [
        Leidrij(
            punt, stand_van_punt(punt), _puntknoppen(overleg, punt, lopend, punt.pk in te_leiden, termijnen)
        )
        for punt in punten
    ]
    if overleg.staat == Overleg.Staat.GEPLAND:
        eisen = _voorwaarden(overleg, punten, termijnen)
        beletten = voorwaarden.beletten_openen(overleg, zichtbare_punten(gebruiker, overleg))
        return Leidblad(overleg, lijst, lopend, eisen, tuple(beletten))
    beletten = voorwaarden.beletten_afronden(zichtbare_punten(gebruiker, overleg))
    return Leidblad(overleg, lijst, lopend, [], tuple(beletten))


def puntblad(gebruiker: Wie, punt: Agendapunt) -> Puntblad:
    """Wie er is, wat besloten en afgesproken is, en de inbreng voor de hele tafel."""
    rijen = list(punt.aanwezigheden.select_related("gebruiker"))
    return Puntblad(
        punt=punt,
        stand=stand_van_punt(punt),
        tafel=_tafel(punt),
        rijen=rijen,
        besluiten=punt.besluiten.all(),
        acties=zichtbaar(gebruiker, "actie.zien", punt.acties.select_related("eigenaar")).order_by(
            "tegen", "pk"
        ),
        inbreng=list(voor_scherm(gebruiker, punt.casus))
        if punt.aanwezig_genoteerd_op and punt.staat == Agendapunt.Staat.BEZIG
        else [],
    )


def te_leiden_punt(gebruiker: Wie, pk: UUID) -> Agendapunt:
    """Een punt waarvan deze gebruiker de inhoud mag leiden. Raises Verborgen, Verboden (LR-10, LR-31)."""
    punt = haal(gebruiker, "agendapunt.zien", Agendapunt.objects.select_related("casus", "overleg"), pk)
    eis(gebruiker, "overleg.leiden", punt.overleg)
    eis(gebruiker, "agendapunt.leiden", punt)
    return punt


def leidt(gebruiker: Wie, punt: Agendapunt) -> bool:
    """Of deze gebruiker dit punt leidt (LR-10)."""
    return bool(mag(gebruiker, "overleg.leiden", punt.overleg) and mag(gebruiker, "agendapunt.leiden", punt))


def informatiekaart(gebruiker: Wie, punt: Agendapunt) -> list[Knop]:
    """Voor de politie, terwijl het punt loopt: noteren dat ze haar kaart toonde (LR-46)."""
    if not mag(gebruiker, "agendapunt.informatiekaart", punt):
        return []
    adres = reverse("casus:punt_informatiekaart", args=[punt.pk])
    gevolg = _("In het logboek komt alleen dat u een kaart toonde, niet wat erop staat.")
    return [Knop("informatiekaart", _("Ik toonde een informatiekaart"), adres, bevestiging=gevolg)]


def eis_lopend(punt: Agendapunt) -> None:
    """Raises NietVoldaan als het punt niet (meer) loopt: wat erbij genoteerd is, ligt dan vast."""
    eis_geen(voorwaarden.beletten_noteren(punt))


def puntknoppen(blad: "Puntblad") -> list[Knop]:
    """Het lopende punt sluiten of verdagen."""
    pk = blad.punt.pk
    gevolg = _("De aanwezigheid, de besluiten en de acties van dit punt liggen daarna vast.")
    return [
        Knop(
            "afronden",
            _("Punt afronden"),
            reverse("casus:punt_afronden", args=[pk]),
            stijl="hoofd",
            bevestiging=gevolg,
            beletten=tuple(voorwaarden.beletten_afronden_punt(blad.punt)),
        ),
        Knop(
            "verdagen",
            _("Punt verdagen"),
            reverse("casus:punt_verdagen", args=[pk]),
            bevestiging=_("Het punt komt later terug. Het telt niet als besproken."),
        ),
    ]


def keuzes(punt: Agendapunt) -> list[tuple[str, str]]:
    """Wie aan deze tafel zit, als keuzes van een formulier."""
    return [(str(g.gebruiker.pk), f"{g.gebruiker.naam} ({g.dienst})") for g in aan_tafel(punt.casus)]


def tafelgenoot(casus: Casus, pk: str) -> Gebruiker:
    """Iemand die aan deze tafel zit. Raises NietVoldaan (LR-31)."""
    gevonden = next((g.gebruiker for g in aan_tafel(casus) if str(g.gebruiker.pk) == pk), None)
    if gevonden is None:
        raise NietVoldaan(_("Kies iemand die aan deze tafel zit."), "LR-31", "eigenaar")
    return gevonden


def is_inzichtelijk(gebruiker: Wie, punt: Agendapunt) -> bool:
    """Of deze gebruiker de inhoud van het punt mag openen; zo niet, dan eerst de geheimhouding (LR-30)."""
    return bool(mag(gebruiker, "agendapunt.inzien", punt))


def _tafel(punt: Agendapunt) -> list[Tafelgenoot]:
    """Zolang het punt loopt: wie er kan zijn. Daarna: wie er was, ook als hij zich later terugtrok."""
    if punt.staat == Agendapunt.Staat.BEZIG:
        return aan_tafel(punt.casus)
    diensten = dict(punt.casus.deelname_set.values_list("gebruiker_id", "organisatie__naam"))
    kern = {genoot.gebruiker.pk: genoot.dienst for genoot in aan_tafel(punt.casus)}
    return [
        Tafelgenoot(rij.gebruiker, kern.get(rij.gebruiker_id) or diensten.get(rij.gebruiker_id, ""))
        for rij in punt.aanwezigheden.select_related("gebruiker").order_by("gebruiker__naam", "pk")
    ]


def _puntknoppen(
    overleg: Overleg,
    punt: Agendapunt,
    lopend: Agendapunt | None,
    leiden: bool,
    termijnen: dict[UUID, list[Belet]],
) -> list[Knop]:
    lijst = []
    if overleg.staat == Overleg.Staat.BEZIG and lopend is None and can_proceed(punt.begin):
        beletten = termijnen[punt.casus_id]
        if not leiden:
            beletten = [Belet(_("Aanvaard eerst de geheimhouding voor deze casus."), "LR-30"), *beletten]
        adres = reverse("casus:punt_beginnen", args=[punt.pk])
        lijst.append(
            Knop("beginnen", _("Dit punt bespreken"), adres, stijl="hoofd", beletten=tuple(beletten))
        )
    if can_proceed(punt.verdaag) and punt != lopend:
        lijst.append(Knop("verdagen", _("Punt verdagen"), reverse("casus:punt_verdagen", args=[punt.pk])))
    return lijst


def _voorwaarden(
    overleg: Overleg, punten: list[Agendapunt], termijnen: dict[UUID, list[Belet]]
) -> list[Voorwaarde]:
    """Elke voorwaarde met haar regel; ook wie vervuld is, staat erbij."""
    nu = {belet.regel: belet.uitleg for belet in beletten_bijeenroepen(overleg.livc_id)}
    eisen = [
        Voorwaarde(
            _("Burgemeester, politie en preventieambtenaar zijn aangewezen."), "LR-10", nu.get("LR-10", "")
        ),
        Voorwaarde(
            _("Er is een geldig document met wie, doel en werkwijze van het overleg."),
            "LR-61",
            nu.get("LR-61", ""),
        ),
    ]
    for punt in punten:
        if punt.staat != Agendapunt.Staat.GEPLAND:
            continue
        belet = next((b.uitleg for b in termijnen[punt.casus_id]), "")
        tekst = _("%(ref)s: de deelnemers legden de bewaartermijn vast.") % {"ref": punt.casus.referentie}
        eisen.append(Voorwaarde(tekst, "LR-52", belet, reverse("casus:bewaartermijn", args=[punt.casus_id])))
    return eisen

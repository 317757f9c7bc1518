"""De pagina van de afzender: wat er vertrekken kan, wat gekozen is, en hoe het ermee staat (LR-05, LR-32)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casus import stukken
from casus.models import Casus, Inbreng, Overdracht, Overdrachtvraag
from casus.models.overdracht import Stuksoort
from casus.selectors.inbreng import NIVEAU_KLEUR
from casus.voorwaarden import overdracht as voorwaarden
from toegang.beleid import Wie, haal, mag, zichtbaar
from toegang.models import Livc
from toegang.schermdelen import Deel, Knop, Merk
from toegang.uitzonderingen import Belet

Staat = Overdracht.Staat
KLEUR = {"aangeboden": "let-op", "aanvaard": "ja", "geweigerd": "rust", "ingetrokken": "rust"}


@dataclass(frozen=True)
class Stuk:
    """Eén stuk van het dossier zoals de afzender het ziet."""

    soort: Stuksoort
    pk: UUID
    woorden: list[tuple[str, str]]
    niveau: Merk | None
    vraagt: bool
    inbreng: Inbreng | None = None
    waarom: str = ""
    stand: Merk | None = None

    @property
    def sleutel(self) -> tuple[str, UUID]:
        return str(self.soort), self.pk

    @property
    def naam(self) -> str:
        return f"{self.soort}-{self.pk}"

    @property
    def titel(self) -> str:
        return capfirst(str(self.soort.label))


@dataclass(frozen=True)
class Overdrachtblad:
    """Wat de afzender ziet: de lopende overdracht en de vroegere. `stukken` is wat gekozen is, of gekozen kan worden."""

    casus: Casus
    lopend: Overdracht | None
    stukken: list[Stuk]
    gekozen: dict[tuple[str, UUID], str]
    knoppen: list[Knop]
    vroeger: list[tuple[Overdracht, Merk]]
    beletten: list[Belet]

    @property
    def getoond(self) -> list[Inbreng]:
        return [stuk.inbreng for stuk in self.stukken if stuk.inbreng is not None]

    @property
    def te_kiezen(self) -> bool:
        return self.lopend is not None and self.lopend.staat == Staat.VOORBEREIDING

    @property
    def ligt_voor(self) -> bool:
        return self.lopend is not None and self.lopend.staat == Staat.TER_INSTEMMING


def deel(gebruiker: Wie, casus: Casus) -> Deel | None:
    """Op het blad ‘Dossier’, voor wie ze kan voorbereiden."""
    if not mag(gebruiker, "casus.overdragen", casus):
        return None
    laatste = casus.overdracht_set.order_by("-aangemaakt").first()
    tekst = _("De persoon verhuist: geef een ander LIVC precies wat het nodig heeft, stuk voor stuk gekozen.")
    adres = reverse("casus:overdracht", args=[casus.pk])
    return Deel(_("Overdracht aan een ander LIVC"), tekst, adres, _merk(laatste) if laatste else None)


def ontvangers(casus: Casus) -> list[tuple[UUID, str]]:
    """De andere LIVC's die vandaag een dossier kunnen overnemen (LR-10)."""
    andere = Livc.objects.filter(in_gebruik=True).exclude(pk=casus.livc_id).order_by("naam")
    return [(livc.pk, livc.naam) for livc in andere if voorwaarden.kan_ontvangen(livc.pk)]


def blad(gebruiker: Wie, casus: Casus) -> Overdrachtblad:
    """Komt alleen langs `overdrachtinzage.open_overdracht`, na de regel in het logboek (LR-57)."""
    lopend = voorwaarden.lopende(casus)
    gekozen = {(keuze.soort, keuze.object_id): keuze.reden for keuze in lopend.keuzes.all()} if lopend else {}
    toon: list[Stuk] = []
    if lopend and lopend.staat == Staat.VOORBEREIDING:
        toon = kiesbaar(gebruiker, casus)
    elif lopend and lopend.staat == Staat.TER_INSTEMMING:
        toon = _met_stand(lopend, kiesbaar(gebruiker, casus), gekozen)
    vroeger = casus.overdracht_set.exclude(staat__in=Overdracht.LOPEND).select_related("ontvanger")
    return Overdrachtblad(
        casus=casus,
        lopend=lopend,
        stukken=toon,
        gekozen=gekozen,
        knoppen=_knoppen(gebruiker, casus, lopend) if lopend else [],
        vroeger=[(rij, _merk(rij)) for rij in vroeger],
        beletten=[] if lopend else voorwaarden.beletten_begin(casus),
    )


def kiesbaar(gebruiker: Wie, casus: Casus) -> list[Stuk]:
    """Elk stuk met zijn woorden; wie de persoon is gaat altijd mee, en staat er niet bij."""
    persoon = casus.betrokkene_set.get()
    lijst = []
    if persoon.contact:
        woorden = in_woorden({"contact": persoon.contact})
        lijst.append(Stuk(Stuksoort.CONTACT, persoon.pk, woorden, None, False))
    vrij = set(
        stukken.van(gebruiker, casus)[Stuksoort.INBRENG]
        .filter(stukken.zonder_vraag())
        .values_list("pk", flat=True)
    )
    for soort, rijen in stukken.van(gebruiker, casus).items():
        lijst += [_stuk(soort, rij, rij.pk in vrij) for rij in rijen]
    return lijst


def _stuk(soort: Stuksoort, rij: Any, vrij: bool) -> Stuk:
    woorden = in_woorden(stukken.inhoud(soort, rij))
    if soort != Stuksoort.INBRENG:
        return Stuk(soort, rij.pk, woorden, None, False)
    niveau = Merk(capfirst(rij.get_niveau_display()), NIVEAU_KLEUR[rij.niveau])
    return Stuk(soort, rij.pk, woorden, niveau, not vrij, inbreng=rij)


def _met_stand(overdracht: Overdracht, alle: list[Stuk], gekozen: dict[tuple[str, UUID], str]) -> list[Stuk]:
    """Of een stuk meegaat; waarom niet, staat er niet bij: neen en stilte zien er gelijk uit (LR-20)."""
    ja = set(overdracht.vragen.filter(antwoord=Overdrachtvraag.Antwoord.JA).values_list("inbreng", flat=True))
    return [
        Stuk(
            stuk.soort,
            stuk.pk,
            stuk.woorden,
            stuk.niveau,
            stuk.vraagt,
            stuk.inbreng,
            gekozen[stuk.sleutel],
            Merk(_("gaat mee"), "ja")
            if not stuk.vraagt or stuk.pk in ja
            else Merk(_("alleen met instemming"), "rust"),
        )
        for stuk in alle
        if stuk.sleutel in gekozen
    ]


def in_woorden(inhoud: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(label), inhoud[naam]) for naam, label in stukken.LABELS.items() if naam in inhoud]


def _merk(overdracht: Overdracht) -> Merk:
    tekst = overdracht.get_staat_display()
    if overdracht.beeindigd_op:
        dag = date_format(timezone.localtime(overdracht.beeindigd_op), "j F Y")
        tekst = _("%(staat)s op %(dag)s") % {"staat": tekst, "dag": dag}
    return Merk(tekst, KLEUR.get(overdracht.staat, ""))


def _knoppen(gebruiker: Wie, casus: Casus, lopend: Overdracht) -> list[Knop]:
    def adres(naam: str) -> str:
        return reverse(f"casus:overdracht_{naam}", args=[casus.pk, lopend.pk])

    lijst = []
    if lopend.staat == Staat.VOORBEREIDING and mag(gebruiker, "overdracht.kiezen", lopend):
        gevolg = _("De keuze ligt dan vast. Elke auteur van een geheime inbreng krijgt zijn eigen vraag.")
        lijst = [
            Knop("kiezen", _("Stukken kiezen"), adres("kiezen"), "get", "hoofd"),
            Knop("voorleggen", _("Keuze aan de auteurs voorleggen"), adres("voorleggen"), bevestiging=gevolg),
        ]
    if lopend.staat == Staat.TER_INSTEMMING and mag(gebruiker, "overdracht.aanbieden", lopend):
        gevolg = _(
            "Alleen wat nu meegaat, zit in het pakket; een stuk dat een geheim navertelt, gaat niet mee. Aanvaardt de"
            " andere burgemeester, dan sluit deze casus vanzelf."
        )
        beletten = tuple(voorwaarden.beletten_aanbieden(casus, lopend))
        lijst = [
            Knop(
                "aanbieden",
                _("Casus aanbieden"),
                adres("aanbieden"),
                stijl="hoofd",
                bevestiging=gevolg,
                beletten=beletten,
            )
        ]
    if mag(gebruiker, "overdracht.intrekken", lopend):
        gevolg = _("Er vertrekt niets. Een pakket dat al klaar lag, is meteen vernietigd.")
        lijst.append(
            Knop(
                "intrekken", _("Overdracht intrekken"), adres("intrekken"), stijl="gevaar", bevestiging=gevolg
            )
        )
    return lijst


def vraag_voor(gebruiker: Wie, pk: UUID) -> Overdrachtvraag:
    """De vraag aan de auteur zelf. Raises Verborgen."""
    rijen = Overdrachtvraag.objects.select_related("casus", "overdracht__ontvanger", "inbreng__over")
    return haal(gebruiker, "overdrachtvraag.zien", rijen, pk)


def vraagblad(vraag: Overdrachtvraag) -> dict[str, Any]:
    """Wat de auteur leest voor hij antwoordt, en wat hij nog kan."""
    woorden = in_woorden(stukken.inhoud(Stuksoort.INBRENG, vraag.inbreng))
    return {
        "vraag": vraag,
        "woorden": woorden,
        "kan_ja": not voorwaarden.beletten_antwoord(vraag, akkoord=True),
        "kan_neen": not voorwaarden.beletten_antwoord(vraag, akkoord=False),
    }


def open_vragen(gebruiker: Wie) -> list[Overdrachtvraag]:
    """De vragen die nog zonder antwoord zijn; antwoorden hoeft niet (LR-20)."""
    rijen = Overdrachtvraag.objects.filter(
        antwoord=Overdrachtvraag.Antwoord.GEEN, overdracht__staat=Staat.TER_INSTEMMING
    )
    return list(zichtbaar(gebruiker, "overdrachtvraag.beantwoorden", rijen.select_related("casus")))


def aan_te_bieden(gebruiker: Wie) -> list[Overdracht]:
    rijen = Overdracht.objects.filter(staat=Staat.TER_INSTEMMING).select_related("casus")
    return list(zichtbaar(gebruiker, "overdracht.aanbieden", rijen))

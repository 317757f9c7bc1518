"""De pagina van een LIVC: wie het vormt, wat er ontbreekt, en wie uitgenodigd kan worden. Niets over een casus."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.voorwaarden.livc import beletten_bijeenroepen
from toegang.accountregels import HERSTELRECHT
from toegang.beleid import Wie, eis, haal, mag, rollen_van, zichtbaar
from toegang.checks import LR56_VELDEN
from toegang.livcs import geldige_modaliteiten
from toegang.models import Lidmaatschap, Livc, Modaliteiten, ModaliteitenAkkoord
from toegang.rollen import KERN, Rol
from toegang.schermdelen import Merk, wanneer
from toegang.uitzonderingen import Belet, Verborgen

from .accounts import Link, links
from .bewaartermijn import in_woorden


@dataclass(frozen=True)
class Lidregel:
    """Eén rol van één persoon, met wat erbij te zeggen valt."""

    lid: Lidmaatschap
    merk: Merk | None
    machtiging: Merk | None
    kan_beheren: bool
    kan_bevestigen: bool


@dataclass(frozen=True)
class Blad:
    livc: Livc
    gemeenten: str
    beletten: list[Belet]
    rollen: list[tuple[str, bool, list[Lidregel]]]
    modaliteiten: Modaliteiten | None
    gegevens: list[tuple[str, str]]
    ontbreekt: list[str]
    links: list[Link]
    mag_leden: bool
    mag_herstel: bool
    mag_gegevens: bool
    mag_modaliteiten: bool
    mag_berichten: bool
    instellingen: list[tuple[str, str]]
    mag_instellingen: bool
    mag_naam_bij_stap: bool
    rechten: list[tuple[str, str, str]]
    mag_einde: bool


@dataclass(frozen=True)
class Akkoordregel:
    """Eén rol van de kern bij een ontwerp: wie akkoord ging, of niemand."""

    rol: str
    wie: str
    op: datetime | None


@dataclass(frozen=True)
class Versie:
    """Een versie van de modaliteiten, met wie er akkoord mee ging."""

    rij: Modaliteiten
    akkoorden: list[Akkoordregel]


@dataclass(frozen=True)
class Versieblad:
    livc: Livc
    versies: list[Versie]
    geldig: Modaliteiten | None
    mag_opstellen: bool
    kan_akkoord: bool

    @property
    def laatste(self) -> Modaliteiten | None:
        return self.versies[0].rij if self.versies else None

    @property
    def begin(self) -> dict[str, object]:
        """Waar een nieuwe versie van vertrekt: de laatste tekst."""
        laatste = self.laatste
        return {"tekst": laatste.tekst if laatste else "", "na_versie": laatste.versie if laatste else 0}


def livcs(gebruiker: Wie) -> list[Livc]:
    return list(zichtbaar(gebruiker, "livc.zien", Livc.objects.prefetch_related("gemeenten")))


def livc(gebruiker: Wie, pk: UUID) -> Livc:
    """Raises Verborgen."""
    return haal(gebruiker, "livc.zien", Livc.objects.all(), pk)


def livc_met(gebruiker: Wie, pk: UUID, actie: str) -> Livc:
    """Een LIVC waarin deze actie mag. Raises Verborgen, of Verboden voor wie het alleen ziet."""
    rij = livc(gebruiker, pk)
    eis(gebruiker, actie, rij)
    return rij


def blad(gebruiker: Wie, pk: UUID) -> Blad:
    """Raises Verborgen."""
    rij = livc(gebruiker, pk)
    paren = gegevens(rij)
    mag_leden = bool(mag(gebruiker, "livc.leden", rij))
    return Blad(
        livc=rij,
        gemeenten=", ".join(gemeente.naam for gemeente in rij.gemeenten.all()),
        beletten=beletten_bijeenroepen(rij.pk),
        rollen=_rollen(gebruiker, rij, mag_leden, bool(mag(gebruiker, "livc.machtigingen", rij))),
        modaliteiten=geldige_modaliteiten(rij.pk),
        gegevens=paren,
        ontbreekt=[label for label, waarde in paren if not waarde],
        links=links(gebruiker, rij, voor_rol=True),
        mag_leden=mag_leden,
        mag_herstel=bool(mag(gebruiker, HERSTELRECHT, rij)),
        mag_gegevens=bool(mag(gebruiker, "livc.gegevens", rij)),
        mag_modaliteiten=bool(mag(gebruiker, "livc.modaliteiten", rij)),
        mag_berichten=bool(mag(gebruiker, "livc.berichten", rij)),
        instellingen=[
            (_("Van uitnodiging tot overleg"), _dagen(rij.uitnodigingstermijn_dagen)),
            (_("Niet weerhouden signaal blijft"), _dagen(rij.signaal_bewaardagen)),
            (_("Beantwoord verzoek zonder casus blijft"), in_woorden(rij.verzoek_bewaarmaanden)),
            (_("Naam van de persoon bekend"), str(rij.get_naam_bij_stap_display())),
        ],
        mag_instellingen=bool(mag(gebruiker, "livc.instellingen", rij)),
        mag_naam_bij_stap=bool(mag(gebruiker, "livc.naam_bij_stap", rij)),
        rechten=_rechten(gebruiker, rij),
        mag_einde=bool(mag(gebruiker, "vernietiging.zien", rij)),
    )


def _rechten(gebruiker: Wie, rij: Livc) -> list[tuple[str, str, str]]:
    """De pagina's over de rechten van de persoon zelf, voor wie ze mag openen (LR-06, LR-54, LR-55)."""
    paginas = (
        (
            "livc.verzoeken",
            _("Verzoeken van personen"),
            _("Wie vraagt wat er over hem bewaard wordt, of vraagt om het te verbeteren of te wissen."),
            reverse("casus:verzoeken"),
        ),
        (
            "livc.personenlijst",
            _("Lijst van personen"),
            _("Wie ooit aan tafel besproken is. Elke blik komt in het logboek."),
            reverse("casus:personen", args=[rij.pk]),
        ),
        (
            "livc.verantwoordelijken",
            _("Verantwoordelijken en toegang"),
            _("Wie voor de gegevens instaat, en welke soorten mensen ze lezen."),
            reverse("casus:verantwoordelijken", args=[rij.pk]),
        ),
    )
    return [(wat, waarom, adres) for actie, wat, waarom, adres in paginas if mag(gebruiker, actie, rij)]


def _dagen(aantal: int) -> str:
    return ngettext("%(n)d dag", "%(n)d dagen", aantal) % {"n": aantal}


def gegevens(rij: Livc) -> list[tuple[str, str]]:
    """LR-56: de vier gegevens, met hun label; leeg is nog in te vullen."""
    velden = {veld.name: veld for veld in Livc._meta.fields}
    return [(str(capfirst(velden[naam].verbose_name)), getattr(rij, naam)) for naam in LR56_VELDEN]


def _rollen(
    gebruiker: Wie, rij: Livc, mag_leden: bool, mag_machtigingen: bool
) -> list[tuple[str, bool, list[Lidregel]]]:
    """Per rol: naam, of ze bij de kern hoort, en wie ze heeft of kreeg; beëindigde rollen blijven weg."""
    vandaag = timezone.localdate()
    leden = rij.lidmaatschappen.select_related("gebruiker").order_by("van", "gebruiker__naam", "pk")
    mag_bevestigen = bool(mag(gebruiker, "livc.rol_bevestigen", rij))
    per_rol: dict[str, list[Lidregel]] = {rol.value: [] for rol in Rol}
    for lid in leden:
        if lid.tot is None or lid.tot >= vandaag:
            regel = Lidregel(
                lid,
                _merk(lid, vandaag),
                _machtiging(lid) if mag_machtigingen else None,
                mag_leden and lid.gebruiker_id != gebruiker.pk,
                mag_bevestigen and lid.bevestigd_op is None,
            )
            per_rol[lid.rol].append(regel)
    return [(str(rol.label), rol in KERN, per_rol[rol.value]) for rol in Rol]


def _merk(lid: Lidmaatschap, vandaag: date) -> Merk | None:
    if not lid.gebruiker.is_active:
        return Merk(_("account afgesloten"), "stop")
    if lid.bevestigd_op is None:
        return Merk(_("wacht op een tweede persoon"), "let-op")
    if lid.rol == Rol.POLITIE and lid.machtiging_tot is not None and lid.machtiging_tot <= vandaag:
        return Merk(_("toegang geschorst"), "stop")
    if lid.van > vandaag:
        return Merk(_("begint later"), "rust")
    return Merk(_("vertegenwoordiger"), "rust") if lid.vertegenwoordiger else None


def _machtiging(lid: Lidmaatschap) -> Merk | None:
    """LR-11: hoeveel dagen de machtiging nog loopt; alleen voor de kern en de beheerder."""
    if lid.rol != Rol.POLITIE or lid.machtiging_tot is None:
        return None
    merk = wanneer(lid.machtiging_tot)
    nog = (lid.machtiging_tot - timezone.localdate()).days
    if nog <= 0:
        return Merk(_("machtiging vervallen"), "stop")
    return Merk(_("machtiging: %(wanneer)s") % {"wanneer": merk.tekst}, "let-op" if nog <= 60 else "rust")


def politielid(gebruiker: Wie, pk: UUID) -> Lidmaatschap:
    """Voor wie de leden beheert. Raises Verborgen."""
    lid = lidmaatschap(gebruiker, pk)
    if lid.rol != Rol.POLITIE:
        raise Verborgen("livc.leden", lid.livc, "LR-11")
    return lid


def lidmaatschap(gebruiker: Wie, pk: UUID) -> Lidmaatschap:
    """Een rol, voor wie de leden van dat LIVC beheert. Raises Verborgen, Verboden."""
    lid = Lidmaatschap.objects.select_related("livc", "gebruiker").filter(pk=pk).first()
    if lid is None:
        raise Verborgen("livc.leden", None, "LR-10")
    eis(gebruiker, "livc.leden", lid.livc)
    return lid


def versieblad(gebruiker: Wie, pk: UUID) -> Versieblad:
    """Raises Verborgen."""
    rij = livc(gebruiker, pk)
    akkoorden = Prefetch("akkoorden", ModaliteitenAkkoord.objects.select_related("gebruiker"))
    versies = [
        Versie(versie, _akkoorden(versie))
        for versie in rij.modaliteiten.select_related("opgesteld_door").prefetch_related(akkoorden)
    ]
    laatste = versies[0].rij if versies else None
    return Versieblad(
        rij,
        versies,
        geldige_modaliteiten(rij.pk),
        bool(mag(gebruiker, "livc.modaliteiten", rij)),
        laatste is not None and _kan_akkoord(gebruiker, rij, laatste),
    )


def _akkoorden(versie: Modaliteiten) -> list[Akkoordregel]:
    per_rol = {akkoord.rol: akkoord for akkoord in versie.akkoorden.all()}
    regels = []
    for rol in ModaliteitenAkkoord.ROLLEN:
        akkoord = per_rol.get(rol.value)
        wie = akkoord.gebruiker.naam if akkoord else ""
        regels.append(Akkoordregel(str(rol.label), wie, akkoord.op if akkoord else None))
    return regels


def _kan_akkoord(gebruiker: Wie, rij: Livc, laatste: Modaliteiten) -> bool:
    """Of de knop er staat: een open ontwerp, een eigen rol zonder akkoord, en nog niet zelf gegeven (LR-61)."""
    if laatste.akkoord_op is not None or not mag(gebruiker, "livc.modaliteiten_akkoord", rij):
        return False
    eigen = rollen_van(gebruiker).get(rij.pk, frozenset())
    gegeven = list(laatste.akkoorden.all())
    bezet = {akkoord.rol for akkoord in gegeven}
    zelf = any(akkoord.gebruiker_id == gebruiker.pk for akkoord in gegeven)
    return not zelf and any(rol in eigen and rol.value not in bezet for rol in ModaliteitenAkkoord.ROLLEN)

"""Wat van tafel naar een eigen dossier gaat: de lijst voor de hele tafel, en één vraag (LR-43).

Wie wat antwoordde, ziet niemand. De burgemeester ziet hoeveel; de anderen zien of het nog wacht, en wat eruit kwam (LR-20).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus import databank
from casus.models import Actie, Casus, Dossierovername, Inbreng
from casus.models.overname import Overnameantwoord
from casus.selectors.acties import van_casus as acties_van
from casus.selectors.inbreng import van_casus as inbreng_van
from casus.voorwaarden import overname as voorwaarden
from casus.voorwaarden.traject import beletten_opvolging
from toegang.beleid import Wie, haal, mag, zichtbaar
from toegang.models import Gebruiker
from toegang.rollen import Rol
from toegang.schermdelen import Deel, Knop, Merk

Staat = Dossierovername.Staat
KLEUR = {
    Staat.VOORGESTELD: "rust",
    Staat.PARKET: "let-op",
    Staat.TOEGESTAAN: "ja",
    Staat.GEWEIGERD: "stop",
}


@dataclass(frozen=True)
class Regel:
    """Eén vraag in de lijst: welk stuk, voor welke dienst, hoe het ermee staat, en wanneer er afgedrukt is."""

    overname: Dossierovername
    dienst: str
    tekst: str
    merk: Merk
    wacht_op_mij: bool


@dataclass(frozen=True)
class Lijst:
    """Het blad: alles wat ooit gevraagd werd, het nieuwste eerst."""

    regels: list[Regel]
    knoppen: list[Knop]


@dataclass(frozen=True)
class Detail:
    """Eén vraag, met wat deze lezer ermee kan."""

    regel: Regel
    casus: Casus
    eigen_antwoord: str
    kan_antwoorden: bool
    kan_parket: bool
    knoppen: list[Knop]
    telling: databank.Telling | None
    wie_weg: bool

    @property
    def overname(self) -> Dossierovername:
        return self.regel.overname


@dataclass(frozen=True)
class Keuze:
    """Waaruit iemand kan kiezen: afspraken, en wat anderen voor de hele tafel inbrachten."""

    casus: Casus
    acties: list[Actie]
    inbreng: list[Inbreng]


def rijen() -> QuerySet[Dossierovername]:
    return Dossierovername.objects.select_related("organisatie", "aanvrager", "casus__livc")


def van_casus(gebruiker: Wie, casus: Casus) -> QuerySet[Dossierovername]:
    return zichtbaar(gebruiker, "overname.zien", rijen().filter(casus=casus))


def wacht_op(gebruiker: Wie) -> QuerySet[Dossierovername]:
    """Waarop deze persoon nog niet antwoordde; ook van voor hij aan tafel kwam."""
    beantwoord = Overnameantwoord.objects.filter(gebruiker=gebruiker.pk).exclude(antwoord="")
    lopend = Dossierovername.objects.lopend().exclude(aanvrager=gebruiker.pk)
    return zichtbaar(gebruiker, "overname.antwoorden", lopend.exclude(pk__in=beantwoord.values("overname")))


def deel(gebruiker: Wie, casus: Casus) -> Deel | None:
    """Op het blad ‘Dossier’."""
    if not mag(gebruiker, "overname.vragen", casus):
        return None
    wacht = wacht_op(gebruiker).filter(casus=casus).exists()
    uitleg = _("Alleen wat iedereen aan tafel goedvindt, en dan één keer op papier.")
    adres = reverse("casus:overnames", args=[casus.pk])
    return Deel(_("Naar een eigen dossier"), uitleg, adres, Merk(_("u kiest"), "rust") if wacht else None)


def keuze(gebruiker: Gebruiker, casus: Casus) -> Keuze:
    """Roep eerst de inzage: dit toont wat anderen inbrachten (LR-57)."""
    inbreng = inbreng_van(gebruiker, casus).filter(**voorwaarden.TAFELINBRENG).exclude(auteur=gebruiker)
    return Keuze(casus, list(acties_van(gebruiker, casus)), list(inbreng))


def lijst(gebruiker: Gebruiker, casus: Casus) -> Lijst:
    """Roep eerst de inzage."""
    overnames = list(van_casus(gebruiker, casus))
    adres = reverse("casus:overname_nieuw", args=[casus.pk])
    beletten = tuple(beletten_opvolging(casus))
    nieuw = Knop("nieuw", _("Iets vragen voor uw dossier"), adres, "get", "hoofd", beletten=beletten)
    return Lijst(_regels(gebruiker, casus, overnames), [nieuw])


def detail(gebruiker: Gebruiker, overname: Dossierovername) -> Detail:
    """Roep eerst de inzage."""
    casus = overname.casus
    eigen = overname.antwoorden.filter(gebruiker=gebruiker).values_list("antwoord", flat=True).first() or ""
    van_mij = overname.aanvrager_id == gebruiker.pk
    loopt = not voorwaarden.beletten_antwoord(overname)
    ziet_telling = mag(gebruiker, "overname.antwoorden_zien", overname)
    telling = databank.overname_telling(overname.pk) if ziet_telling else None
    return Detail(
        regel=_regels(gebruiker, casus, [overname])[0],
        casus=casus,
        eigen_antwoord=eigen,
        kan_antwoorden=loopt and not van_mij and eigen != Overnameantwoord.Antwoord.NEE,
        kan_parket=overname.staat == Staat.PARKET
        and not van_mij
        and bool(mag(gebruiker, "overname.parket", overname)),
        knoppen=_knoppen(overname) if van_mij and loopt else [],
        telling=telling,
        wie_weg=loopt and bool(telling and telling.weg),
    )


def overname_voor(gebruiker: Wie, pk: UUID) -> Dossierovername:
    """Raises Verborgen."""
    return haal(gebruiker, "overname.zien", rijen(), pk)


def dienst_van(overname: Dossierovername) -> str:
    """De dienst voor wie het is; de kern vraagt voor haar rol in dit LIVC."""
    if overname.organisatie is not None:
        return overname.organisatie.naam
    return f"{Rol(overname.rol).label} · {overname.casus.livc.naam}"


def teksten(gebruiker: Wie, casus: Casus, overnames: Iterable[Dossierovername]) -> dict[UUID, str]:
    """De tekst per vraag; die van andermans inbreng komt van de inbreng zelf, zolang ze voor de tafel is (LR-32)."""
    overnames = list(overnames)
    inbreng: dict[UUID, str] = {}
    if any(overname.inbreng_id for overname in overnames):
        bronnen = inbreng_van(gebruiker, casus).filter(
            pk__in=[o.inbreng_id for o in overnames if o.inbreng_id], **voorwaarden.TAFELINBRENG
        )
        inbreng = {rij.pk: rij.tekst for rij in bronnen}
    return {o.pk: inbreng.get(o.inbreng_id, "") if o.inbreng_id else o.tekst for o in overnames}


def getoonde_inbreng(regels: Iterable[Regel], gebruiker: Gebruiker) -> list[Inbreng]:
    """Welke inbreng van een ander deze regels tonen, voor het logboek (LR-57)."""
    pks = {r.overname.inbreng_id for r in regels if r.overname.inbreng_id and r.tekst}
    return list(Inbreng.objects.filter(pk__in=pks).exclude(auteur=gebruiker)) if pks else []


def keuzes(van: Keuze) -> list[tuple[str, str]]:
    """Voor het formulier: de waarde zegt welk soort en welke rij."""
    afspraken = [
        (f"actie:{actie.pk}", _("Afspraak: %(wat)s") % {"wat": _kort(actie.omschrijving)})
        for actie in van.acties
    ]
    inbreng = [
        (f"inbreng:{rij.pk}", _("Van %(wie)s: %(wat)s") % {"wie": rij.auteur.naam, "wat": _kort(rij.tekst)})
        for rij in van.inbreng
    ]
    return [*afspraken, *inbreng, ("tekst", _("Iets anders wat aan tafel gezegd is, in mijn eigen woorden"))]


def _kort(tekst: str) -> str:
    return Truncator(" ".join(tekst.split())).chars(90)


def _regels(gebruiker: Gebruiker, casus: Casus, overnames: list[Dossierovername]) -> list[Regel]:
    tekst = teksten(gebruiker, casus, overnames)
    eens = databank.unanieme_overnames(
        [o.pk for o in overnames if o.staat in (Staat.TOEGESTAAN, Staat.PARKET)]
    )
    wacht = set(wacht_op(gebruiker).filter(casus=casus).values_list("pk", flat=True)) if overnames else set()
    return [
        Regel(o, dienst_van(o), tekst[o.pk], _merk(o, eens), wacht_op_mij=o.pk in wacht) for o in overnames
    ]


def _merk(overname: Dossierovername, eens: set[UUID]) -> Merk:
    if overname.afgedrukt_op is not None:
        return Merk(_("afgedrukt"), "ja")
    if overname.staat in (Staat.TOEGESTAAN, Staat.PARKET) and overname.pk not in eens:
        return Merk(_("wie later aan tafel kwam, antwoordt nog"), "rust")
    return Merk(overname.get_staat_display(), KLEUR.get(Staat(overname.staat), "rust"))


def _knoppen(overname: Dossierovername) -> list[Knop]:
    """Wat de vrager zelf nog kan: afdrukken als het mag, of zijn vraag intrekken."""
    knoppen = []
    if overname.staat == Staat.TOEGESTAAN:
        gevolg = _(
            "Dit kan maar één keer. U krijgt het stuk meteen; bewaar het in het dossier van uw dienst."
        )
        beletten = tuple(voorwaarden.beletten_afdrukken(overname))
        adres = reverse("casus:overname_afdrukken", args=[overname.pk])
        knoppen.append(
            Knop(
                "afdrukken", _("Stuk afdrukken"), adres, stijl="hoofd", bevestiging=gevolg, beletten=beletten
            )
        )
    if can_proceed(overname.bereik_consensus) and not voorwaarden.beletten_consensus(overname):
        adres = reverse("casus:overname_vaststellen", args=[overname.pk])
        knoppen.append(Knop("vaststellen", _("Akkoord vaststellen"), adres, stijl="hoofd"))
    weg = _("Uw vraag stopt, en de tekst die u schreef verdwijnt.")
    adres = reverse("casus:overname_intrekken", args=[overname.pk])
    knoppen.append(Knop("intrekken", _("Vraag intrekken"), adres, stijl="gevaar", bevestiging=weg))
    return knoppen

"""De casus zelf: zoeken, geheimhouding van de kern, de persoon en zijn relaties, de casusregisseur."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import databank, geheimhouding
from casus.models import Betrokkene, Casus, Geheimhouding, Relatie
from casus.spoor import noteer
from casus.voorwaarden.casus import beletten_regisseur, beletten_relatie_verwijderen
from casus.voorwaarden.traject import beletten_opvolging
from toegang import sleutels, toekenningen
from toegang.beleid import eis, haal, wie_mag, zichtbaar
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, Verboden, eis_geen
from toegang.verantwoording import leg_vast


def vergrendeld(actor: Gebruiker, pk: UUID) -> Casus:
    """De casus met een slot op de rij. Elke handeling vergrendelt eerst de casus en dan pas wat eronder hangt."""
    rijen = Casus.objects.select_for_update(of=("self",), no_key=True).select_related("livc")
    return haal(actor, "casus.zien", rijen, pk)


@handeling
def zoek(*, actor: Gebruiker, naam: str) -> list[Casus]:
    """De casussen over iemand met precies deze naam; toont alleen referenties (LR-31). Raises Verboden.

    Wie voor een casus de geheimhouding nog niet aanvaardde, vindt ze niet: het antwoord zou zeggen over wie ze gaat.
    """
    livcs = list(zichtbaar(actor, "livc.personen_zoeken", Livc.objects.all()))
    if not livcs:
        raise Verboden(actie="livc.personen_zoeken", object=None, regel="LR-31")
    gevonden: list[Casus] = []
    for livc in livcs:
        personen = Betrokkene.objects.filter(livc=livc, naam_index=sleutels.blinde_index(livc.pk, naam))
        casussen = Casus.objects.filter(pk__in=personen.values("casus"))
        hier = list(zichtbaar(actor, "casus.inzien", casussen.select_related("livc")))
        leg_vast(Soort.CASUS_GEZOCHT, actor=actor, livc_id=livc.pk, feiten={"gevonden": len(hier)})
        gevonden += hier
    return gevonden


@handeling
def aanvaard_geheimhouding(*, actor: Gebruiker, pk: UUID, versie: str) -> Casus:
    """De kern aanvaardt de geheimhouding voor deze casus en ziet daarna de inhoud (LR-30). Raises Verborgen."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.geheimhouding", casus)
    leg_geheimhouding_vast(actor, casus, versie)
    toekenningen.geef(actor, toekenningen.KERN_INZIEN, casus)
    noteer(Soort.GEHEIMHOUDING_AANVAARD, actor, casus, feiten={"tekst": versie, "als": "kern"})
    return casus


def leg_geheimhouding_vast(actor: Gebruiker, casus: Casus, versie: str) -> None:
    """De aanvaarding blijft bestaan, wat er daarna ook gebeurt. Raises NietVoldaan als de tekst intussen wijzigde."""
    if versie != geheimhouding.huidige().versie:
        raise NietVoldaan(_("De tekst is intussen gewijzigd. Lees hem opnieuw."), "LR-30")
    Geheimhouding.objects.get_or_create(
        casus=casus, gebruiker=actor, defaults={"livc_id": casus.livc_id, "tekst_versie": versie}
    )


@handeling
def wijs_regisseur_aan(*, actor: Gebruiker, pk: UUID, regisseur: UUID) -> Casus:
    """Eén casusregisseur, iemand die de casus mag inzien. Raises Verborgen, Verboden, NietVoldaan."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.regisseur", casus)
    kandidaat = wie_mag("casus.inzien", casus).filter(pk=regisseur).first()
    eis_geen(beletten_regisseur(casus, kandidaat))
    casus.casusregisseur = kandidaat
    casus.save(update_fields=["casusregisseur", "gewijzigd"])
    noteer(Soort.CASUS_REGISSEUR_AANGEWEZEN, actor, casus, object_id=regisseur)
    return casus


@handeling
def wijzig_persoon(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, Any]) -> Betrokkene:
    """Wie de persoon is. Raises Verborgen, Verboden."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.personen", casus)
    persoon = casus.betrokkene_set.get()
    for veld in ("naam", "geboortedatum", "gemeente", "contact"):
        setattr(persoon, veld, gegevens[veld])
    persoon.naam_index = sleutels.blinde_index(casus.livc_id, persoon.naam)
    persoon.save()
    noteer(Soort.BETROKKENE_GEWIJZIGD, actor, casus, object_id=persoon.pk)
    return persoon


@handeling
def voeg_relatie_toe(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, Any]) -> Relatie:
    """Een relatie of contact van de persoon; over niemand anders wordt iets bewaard (LR-51)."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.personen", casus)
    eis_geen(beletten_opvolging(casus))
    relatie = Relatie.objects.create(casus=casus, livc_id=casus.livc_id, **gegevens)
    noteer(Soort.RELATIE_TOEGEVOEGD, actor, casus, object_id=relatie.pk)
    return relatie


@handeling
def wijzig_relatie(*, actor: Gebruiker, pk: UUID, relatie_pk: UUID, gegevens: dict[str, Any]) -> Relatie:
    """Raises Verborgen, Verboden, NietVoldaan als de relatie intussen verwijderd is."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.personen", casus)
    relatie = relatie_van(casus, relatie_pk)
    relatie.naam, relatie.verband = gegevens["naam"], gegevens["verband"]
    relatie.save()
    noteer(Soort.RELATIE_GEWIJZIGD, actor, casus, object_id=relatie.pk)
    return relatie


@handeling
def verwijder_relatie(*, actor: Gebruiker, pk: UUID, relatie_pk: UUID) -> Casus:
    """Raises NietVoldaan als er een inbreng over deze persoon is."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.personen", casus)
    relatie = relatie_van(casus, relatie_pk)
    eis_geen(beletten_relatie_verwijderen(relatie))
    databank.maak_relatie_los(relatie.pk)
    relatie.delete()
    noteer(Soort.RELATIE_VERWIJDERD, actor, casus, object_id=relatie_pk)
    return casus


def relatie_van(casus: Casus, pk: UUID) -> Relatie:
    relatie = casus.relatie_set.filter(pk=pk).first()
    if relatie is None:
        raise NietVoldaan(_("Deze relatie staat niet meer in de casus."), "LR-51")
    return relatie

"""Het register van verzoeken van personen: registreren, beginnen, verbinden, verlengen, gronden vastleggen (LR-55)."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import verzoekgronden
from casus.models import Betrokkene, Betrokkenenverzoek, Casus, Raadpleging, Verzoekgrond
from casus.selectors import verzoek as selectors
from casus.spoor import noteer_verzoek
from casus.voorwaarden import verzoek as voorwaarden
from casus.voorwaarden.tafel import aan_tafel
from casus.zetbaar import beletten_drukken
from toegang import sleutels
from toegang.beleid import eis, haal, mag
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, eis_geen


@handeling
def registreer(
    *,
    actor: Gebruiker,
    livc_pk: UUID,
    soort: str,
    kanaal: str,
    ontvangen_op: date,
    verzoeker: str,
    adres: str,
    vraag: str,
) -> Betrokkenenverzoek:
    """Vanaf de dag van ontvangst loopt de maand. Raises Verborgen, Verboden, NietVoldaan (LR-55)."""
    livc = haal(actor, "livc.zien", Livc.objects.all(), livc_pk)
    eis(actor, "livc.verzoeken", livc)
    if ontvangen_op > timezone.localdate():
        raise NietVoldaan(_("Deze dag moet nog komen."), "LR-55", "ontvangen_op")
    eis_geen([*beletten_drukken(verzoeker, "LR-55", "verzoeker"), *beletten_drukken(adres, "LR-55", "adres")])
    verzoek = Betrokkenenverzoek(
        livc=livc,
        soort=soort,
        kanaal=kanaal,
        ontvangen_op=ontvangen_op,
        verzoeker=verzoeker,
        adres=adres,
        vraag=vraag,
        geregistreerd_door=actor,
    )
    sleutels.maak(verzoek.pk, livc.pk)
    verzoek.save(force_insert=True)
    noteer_verzoek(Soort.VERZOEK_GEREGISTREERD, actor, verzoek)
    return verzoek


@handeling
def open_verzoek(*, actor: Gebruiker, pk: UUID) -> Betrokkenenverzoek:
    """Wie het vraagt en wat; die blik staat in het logboek. Raises Verborgen (LR-57)."""
    rijen = Betrokkenenverzoek.objects.select_related("livc", "casus", "geregistreerd_door")
    verzoek = haal(actor, "verzoek.zien", rijen, pk)
    noteer_verzoek(Soort.VERZOEK_INGEZIEN, actor, verzoek)
    return verzoek


@handeling
def open_keuze(*, actor: Gebruiker, pk: UUID) -> tuple[Betrokkenenverzoek, list[tuple[str, str]]]:
    """De casussen waaruit gekozen wordt, elk met een naam: een blik, en dus een regel. Raises Verborgen, Verboden (LR-57)."""
    verzoek = selectors.voor(actor, pk, "verzoek.beoordelen")
    keuzes = selectors.casuskeuzes(actor, verzoek)
    personen = Betrokkene.objects.filter(casus__in=[casus for casus, _naam in keuzes])
    noteer_verzoek(Soort.VERZOEK_INGEZIEN, actor, verzoek, getoond=personen.values_list("pk", flat=True))
    return verzoek, keuzes


@handeling
def begin(
    *, actor: Gebruiker, pk: UUID, identiteit: str, casus: UUID | None, vraag: str = ""
) -> Betrokkenenverzoek:
    """Gaat na wie het vraagt, en zoekt de casus erbij of zegt dat er geen is. Iedereen aan die tafel wordt geraadpleegd.

    Raises Verborgen, Verboden, NietVoldaan (LR-05, LR-55).
    """
    verzoek = vergrendeld(actor, pk)
    gekozen = _casus(actor, casus)
    eis_geen(voorwaarden.beletten_begin(verzoek))
    eis_geen(voorwaarden.beletten_koppelen(actor, verzoek, gekozen))
    verzoek.begin()
    verzoek.identiteit, verzoek.casus, verzoek.begonnen_op = identiteit, gekozen, timezone.now()
    verzoek.save(update_fields=["staat", "identiteit", "casus", "begonnen_op"])
    if gekozen:
        _raadpleeg(verzoek, gekozen, vraag)
    noteer_verzoek(Soort.VERZOEK_BEGONNEN, actor, verzoek)
    return verzoek


@handeling
def koppel(*, actor: Gebruiker, pk: UUID, casus: UUID, vraag: str = "") -> Betrokkenenverzoek:
    """Bleek er later toch een casus, dan wordt die tafel alsnog geraadpleegd. Raises Verborgen, Verboden, NietVoldaan."""
    verzoek = vergrendeld(actor, pk)
    gekozen = _casus(actor, casus)
    if verzoek.staat == Betrokkenenverzoek.Staat.ONTVANGEN:
        raise NietVoldaan(_("Begin eerst met de beoordeling."), "LR-55")
    eis_geen(voorwaarden.beletten_koppelen(actor, verzoek, gekozen))
    assert gekozen is not None
    verzoek.casus = gekozen
    verzoek.save(update_fields=["casus"])
    _raadpleeg(verzoek, gekozen, vraag)
    noteer_verzoek(Soort.VERZOEK_GEKOPPELD, actor, verzoek)
    return verzoek


@handeling
def verleng(*, actor: Gebruiker, pk: UUID, reden: str) -> Betrokkenenverzoek:
    """Twee maanden erbij, één keer, met reden en voor het einde. Raises Verborgen, Verboden, NietVoldaan (LR-55)."""
    verzoek = vergrendeld(actor, pk)
    eis_geen(voorwaarden.beletten_verlengen(verzoek))
    if not reden.strip():
        raise NietVoldaan(_("Schrijf waarom één maand niet volstaat."), "LR-55", "reden")
    verzoek.verlengd_op, verzoek.verlengreden = timezone.localdate(), reden.strip()
    verzoek.save(update_fields=["verlengd_op", "verlengreden"])
    noteer_verzoek(Soort.VERZOEK_VERLENGD, actor, verzoek)
    return verzoek


@handeling
def leg_gronden_vast(
    *, actor: Gebruiker, pk: UUID, grond: str, feiten: str, recht: str, meedelen: bool
) -> Verzoekgrond:
    """De functionaris schrijft op waarom beperkt of geweigerd wordt; wat er stond, blijft staan.

    Raises Verborgen, Verboden, NietVoldaan (LR-55).
    """
    verzoek = haal(actor, "verzoek.zien", _rijen(), pk)
    eis(actor, "verzoek.gronden", verzoek)
    eis_geen(voorwaarden.beletten_grond(verzoek, grond))
    rij = Verzoekgrond.objects.create(
        verzoek=verzoek,
        livc_id=verzoek.livc_id,
        casus_id=verzoek.casus_id,
        grond=grond,
        versie=verzoekgronden.GELDEND.versie,
        feiten=feiten,
        recht=recht,
        meedelen=meedelen,
        opgesteld_door=actor,
    )
    noteer_verzoek(Soort.VERZOEK_GRONDEN, actor, verzoek)
    return rij


def vergrendeld(actor: Gebruiker, pk: UUID) -> Betrokkenenverzoek:
    """Het verzoek op slot, voor wie het beoordeelt. Raises Verborgen, Verboden, NietVoldaan (LR-30)."""
    verzoek = haal(actor, "verzoek.zien", _rijen(), pk)
    eis(actor, "verzoek.beoordelen", verzoek)
    if verzoek.casus_id is not None:
        casus = Casus.objects.filter(pk=verzoek.casus_id).first()
        if casus is None or not mag(actor, "casus.inzien", casus):
            eis_geen([voorwaarden.geheimhouding_eerst()])
        verzoek.casus = casus
    return verzoek


def _rijen() -> QuerySet[Betrokkenenverzoek]:
    # Zonder de casus erbij: wie op het slot wachtte, kreeg anders de casus van daarvoor.
    return Betrokkenenverzoek.objects.select_for_update(of=("self",)).select_related("livc")


def _casus(actor: Gebruiker, pk: UUID | None) -> Casus | None:
    """Een casus die de actor mag kennen, op slot; een andere bestaat voor hem niet (LR-05, LR-23).

    Het slot laat een vernietiging wachten, of deze handeling: een verzoek hoort nooit bij een grafsteen (LR-53).
    """
    return haal(actor, "casus.zien", Casus.objects.select_for_update(of=("self",)), pk) if pk else None


def _raadpleeg(verzoek: Betrokkenenverzoek, casus: Casus, vraag: str) -> None:
    """Elk aan deze tafel krijgt een eigen vraag, onder een eigen sleutel; ook de kern (LR-55)."""
    for genoot in aan_tafel(casus):
        rij = Raadpleging(
            verzoek=verzoek,
            casus=casus,
            livc_id=casus.livc_id,
            gebruiker=genoot.gebruiker,
            soort=verzoek.soort,
            vraag=vraag,
        )
        sleutels.maak(rij.pk, casus.livc_id)
        rij.save(force_insert=True)

"""Wat er met een geopende noodtoegang gebeurt: geheimhouding, lezen, sluiten en nakijken (LR-30, LR-57)."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import aanleiding, databank
from casus.models import Casus
from casus.selectors import nood as selectors
from casus.selectors.inbreng import van_anderen
from casus.selectors.noodblad import Noodblad, noodblad
from casus.spoor import noteer
from casus.voorwaarden.nood import beletten_nakijken
from toegang import identiteit, toekenningen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker, Noodtoegang
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import Systeemactor, leg_vast

from .casus import leg_geheimhouding_vast

SLUITER = Systeemactor("sluiten van noodtoegang")


@handeling
def aanvaard_geheimhouding(*, actor: Gebruiker, pk: UUID, versie: str) -> Casus:
    """Ook wie in nood leest, zwijgt daarna (LR-30). Raises Verborgen, NietVoldaan."""
    casus = haal(actor, "casus.noodlezen", Casus.objects.all(), pk)
    leg_geheimhouding_vast(actor, casus, versie)
    noteer(Soort.GEHEIMHOUDING_AANVAARD, actor, casus, feiten={"tekst": versie, "als": "noodtoegang"})
    return casus


@handeling
def lees(*, actor: Gebruiker, pk: UUID) -> tuple[Casus, Noodblad]:
    """De casus zolang de minuten lopen; elke blik is een regel, met de inbreng die ze toonde (LR-57).

    Raises Verborgen, NietVoldaan.
    """
    casus = haal(actor, "casus.noodlezen", Casus.objects.all(), pk)
    if not selectors.zwijgt(actor, casus):
        raise NietVoldaan(_("Aanvaard eerst de geheimhouding."), "LR-30")
    nood = selectors.lopend(actor).get(casus=casus)
    blad = noodblad(actor, casus, nood)
    getoond = van_anderen(actor, blad.inbreng)
    noteer(
        Soort.NOODTOEGANG_INGEZIEN,
        actor,
        casus,
        object_id=nood.pk,
        aandacht=aanleiding.bij_inbreng(getoond),
        getoond=[rij.pk for rij in getoond],
    )
    return casus, blad


@handeling
def sluit(*, actor: Gebruiker, pk: UUID) -> None:
    """‘Ik ben klaar’: wie leest, sluit zelf voor de minuten om zijn. Raises Verborgen."""
    casus = haal(actor, "casus.noodlezen", Casus.objects.all(), pk)
    nood = selectors.lopend(actor).get(casus=casus)
    databank.sluit_nood(nood.pk)
    toekenningen.neem(actor, casus, toekenningen.NOODTOEGANG)
    noteer(Soort.NOODTOEGANG_GESLOTEN, actor, casus, object_id=nood.pk)


@handeling
def open_reden(*, actor: Gebruiker, pk: UUID) -> Noodtoegang:
    """Het toezicht leest waarom; dat lezen komt zelf in het logboek. Raises Verborgen (LR-57)."""
    nood = haal(actor, "noodtoegang.nakijken", selectors.rijen_zonder_casus(), pk)
    _leg_vast(Soort.NOODTOEGANG_GELEZEN, actor, nood)
    return nood


@handeling
def kijk_na(*, actor: Gebruiker, pk: UUID, bevinding: str) -> Noodtoegang:
    """Sluit de noodtoegang af met een bevinding; loopt ze nog, dan eindigt ze nu. Raises Verborgen, NietVoldaan."""
    rijen = selectors.rijen_zonder_casus().select_for_update(of=("self",))
    nood = haal(actor, "noodtoegang.nakijken", rijen, pk)
    eis(actor, "noodtoegang.nakijken", nood)
    eis_geen(beletten_nakijken(actor, nood))
    nood.kijk_na()
    nu = timezone.now()
    nood.nagekeken_door, nood.nagekeken_op, nood.bevinding = actor, nu, bevinding
    nood.eindigt_op = min(nood.eindigt_op or nu, nu)
    nood.save(update_fields=["staat", "nagekeken_door", "nagekeken_op", "bevinding", "eindigt_op"])
    _leg_vast(Soort.NOODTOEGANG_NAGEKEKEN, actor, nood)
    return nood


def ruim_op() -> int:
    """Neemt wat geen minuten meer heeft en laat vervallen wat bleef liggen; elk in een eigen transactie."""
    with identiteit.als(SLUITER):
        voorbij, verlopen = list(selectors.voorbij()), list(selectors.verlopen())
    for pk in voorbij:
        neem_weg(actor=SLUITER, pk=pk)
    for pk in verlopen:
        laat_vervallen(actor=SLUITER, pk=pk)
    return len(voorbij) + len(verlopen)


@handeling
def neem_weg(*, actor: Systeemactor, pk: UUID) -> None:
    """Het beleid sloot al met de klok; dit neemt ook de toekenning weg."""
    nood = Noodtoegang.objects.select_related("aanvrager").get(pk=pk)
    toekenningen.neem(nood.aanvrager, Casus(pk=nood.casus_id), toekenningen.NOODTOEGANG)
    _leg_vast(Soort.NOODTOEGANG_GESLOTEN, actor, nood)


@handeling
def laat_vervallen(*, actor: Systeemactor, pk: UUID) -> None:
    """Niemand bevestigde binnen de tijd."""
    nood = selectors.rijen_zonder_casus().select_for_update(of=("self",)).get(pk=pk)
    if nood.staat != Noodtoegang.Staat.AANGEVRAAGD:
        return  # intussen toch beantwoord
    nood.weiger()
    nood.save(update_fields=["staat"])
    _leg_vast(Soort.NOODTOEGANG_GEWEIGERD, actor, nood)


def _leg_vast(soort: Soort, actor: Gebruiker | Systeemactor, nood: Noodtoegang) -> None:
    """Het toezicht en de taak lezen de casus niet, ook niet haar referentie."""
    leg_vast(soort, actor=actor, livc_id=nood.livc_id, dossier_id=nood.casus_id, object_id=nood.pk)

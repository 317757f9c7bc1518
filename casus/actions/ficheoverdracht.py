"""De fiche overmaken en haar PDF afhalen: alleen de politie, en elke keer in het logboek (LR-40)."""

import hashlib
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus import databank, fichepdf, fichetekst
from casus.models import Ficheoverdracht, Terugkoppelingsfiche
from casus.spoor import noteer
from casus.voorwaarden import fiche as voorwaarden
from toegang.beleid import eis, haal, zichtbaar
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen

from .fiche import fiche_in_slot
from .fichegeheim import raakt_geheim


@handeling
def maak_over(
    *,
    actor: Gebruiker,
    pk: UUID,
    bestemmeling: str,
    hash: str,  # noqa: A002 - zo heet het veld
) -> Ficheoverdracht | None:
    """Maakt precies deze tekst over aan één ontvanger; alles wordt nu opnieuw nagekeken.

    None als de tekst nu te dicht bij een geheim komt: dat staat dan genoteerd. Raises Verborgen, Verboden, NietVoldaan
    (LR-40, LR-41, LR-42).
    """
    fiche = fiche_in_slot(actor, pk)
    eis(actor, "fiche.overmaken", fiche)
    if not can_proceed(fiche.maak_over) or fiche.hash != hash:
        raise NietVoldaan(_("Deze tekst is niet (meer) vrijgegeven."), "LR-41")
    eis_geen(voorwaarden.beletten_overmaken(databank.fiche_stand(fiche.pk), bestemmeling))
    if fichetekst.vingerafdruk(fiche.tekst) != fiche.hash:
        raise NietVoldaan(_("De tekst past niet bij haar vingerafdruk. Ze gaat niet weg."), "LR-41")
    if fiche.overdrachten.filter(bestemmeling=bestemmeling).exists():
        raise NietVoldaan(_("Deze fiche ging al naar deze ontvanger."), "LR-40", "bestemmeling")
    if raakt_geheim(actor, fiche, fiche.tekst["delen"]):
        return None
    fiche.maak_over()
    fiche.save(update_fields=["staat"])
    overdracht = Ficheoverdracht.objects.create(
        fiche=fiche,
        casus_id=fiche.casus_id,
        livc_id=fiche.livc_id,
        bestemmeling=bestemmeling,
        hash=fiche.hash,
        door=actor,
    )
    _leg_vast(Soort.FICHE_OVERGEMAAKT, actor, fiche, overdracht)
    return overdracht


@handeling
def haal_pdf(*, actor: Gebruiker, pk: UUID) -> tuple[Ficheoverdracht, bytes]:
    """De PDF voor één ontvanger, gemaakt in het geheugen en nergens bewaard; alleen zolang alles nog klopt.

    Dan pas vertrekt de tekst echt: wie na het overmaken een bron terugneemt, houdt dat nog tegen. Raises Verborgen,
    Verboden, NietVoldaan (LR-40, LR-41).
    """
    rijen = Ficheoverdracht.objects.select_related("fiche__casus", "fiche__livc")
    fiches = zichtbaar(actor, "fiche.zien", Terugkoppelingsfiche.objects.all())
    overdracht = rijen.filter(pk=pk, fiche__in=fiches).first()
    if overdracht is None:
        raise Verborgen("fiche.overmaken", None, "LR-40")
    fiche = haal(actor, "fiche.zien", fiches.select_related("casus", "livc"), overdracht.fiche_id)
    eis(actor, "fiche.overmaken", fiche)
    eis_geen(voorwaarden.beletten_stand(databank.fiche_stand(fiche.pk)))
    if fichetekst.vingerafdruk(fiche.tekst) != overdracht.hash:
        raise NietVoldaan(_("De tekst past niet bij haar vingerafdruk. Ze gaat niet weg."), "LR-41")
    pdf = fichepdf.maak(fiche, overdracht)
    _leg_vast(Soort.FICHE_AFGEHAALD, actor, fiche, overdracht, pdf=hashlib.sha256(pdf).hexdigest())
    return overdracht, pdf


def _leg_vast(
    soort: Soort,
    actor: Gebruiker,
    fiche: Terugkoppelingsfiche,
    overdracht: Ficheoverdracht,
    **casusfeiten: str,
) -> None:
    """Wat vertrok (de vingerafdruk), naar wie en wanneer; dat blijft leesbaar als de casus weg is."""
    noteer(
        soort,
        actor,
        fiche.casus,
        object_id=fiche.pk,
        feiten={
            "staat": fiche.staat,
            "ronde": fiche.ronde,
            "sha256": overdracht.hash,
            "bestemmeling": overdracht.bestemmeling,
        },
        casusfeiten={"op": timezone.localdate().isoformat()} | casusfeiten,
    )

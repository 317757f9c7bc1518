"""Antwoorden op een voorgelegde fiche: elk persoonlijk, op precies deze tekst (LR-41)."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import databank, fichetekst
from casus.models import Fichegoedkeurder, Terugkoppelingsfiche
from casus.spoor import noteer
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

from .fiche import fiche_in_slot, noteer_fiche

Antwoord = Fichegoedkeurder.Antwoord
Staat = Terugkoppelingsfiche.Staat
OPEN = (Staat.TER_GOEDKEURING, Staat.VRIJGEGEVEN)


@handeling
def keur_goed(*, actor: Gebruiker, pk: UUID, hash: str) -> Terugkoppelingsfiche:  # noqa: A002 - zo heet het veld
    """Keurt deze tekst goed; het laatste antwoord geeft ze vrij. Raises Verborgen, Verboden, NietVoldaan (LR-41)."""
    fiche, rij = _te_beantwoorden(actor, pk, hash)
    if rij.antwoord:
        raise NietVoldaan(_("U gaf al een antwoord op deze tekst."), "LR-41")
    _antwoord(actor, fiche, rij, Antwoord.GOEDGEKEURD)
    if databank.fiche_stand(fiche.pk) == "klaar":
        fiche.geef_vrij()
        fiche.vrijgegeven_op = timezone.now()
        fiche.save(update_fields=["staat", "vrijgegeven_op"])
        noteer_fiche(Soort.FICHE_VRIJGEGEVEN, actor, fiche)
    return fiche


@handeling
def weiger(*, actor: Gebruiker, pk: UUID, hash: str, reden: str = "") -> Terugkoppelingsfiche:  # noqa: A002
    """Keurt deze tekst niet goed, ook na een eerder ja; ze is tegengehouden. Raises Verborgen, Verboden, NietVoldaan.

    De reden hoeft niet, en alleen de burgemeester leest ze (LR-20, LR-41).
    """
    fiche, rij = _te_beantwoorden(actor, pk, hash)
    if rij.antwoord == Antwoord.GEWEIGERD:
        raise NietVoldaan(_("U gaf al een antwoord op deze tekst."), "LR-41")
    rij.reden = reden.strip()
    _antwoord(actor, fiche, rij, Antwoord.GEWEIGERD)
    # Zonder eigen regel: die zou op naam van wie neen zei in het logboek staan (LR-20).
    fiche.blokkeer()
    fiche.save(update_fields=["staat"])
    return fiche


def _te_beantwoorden(actor: Gebruiker, pk: UUID, hash_: str) -> tuple[Terugkoppelingsfiche, Fichegoedkeurder]:
    fiche = fiche_in_slot(actor, pk)
    eis(actor, "fiche.antwoorden", fiche)
    if fiche.staat not in OPEN or fiche.hash != hash_:
        uitleg = _("De tekst die u las, ligt niet meer voor. Lees eerst wat er nu staat.")
        raise NietVoldaan(uitleg, "LR-41")
    if fichetekst.vingerafdruk(fiche.tekst) != fiche.hash:
        raise NietVoldaan(_("De tekst past niet bij haar vingerafdruk. Antwoorden kan niet."), "LR-41")
    rijen = Fichegoedkeurder.objects.select_for_update(of=("self",), no_key=True)
    rij = rijen.filter(fiche=fiche, ronde=fiche.ronde, gebruiker=actor).first()
    if rij is None:
        raise NietVoldaan(_("Alleen wie bij de bespreking was, antwoordt."), "LR-41")
    return fiche, rij


def _antwoord(actor: Gebruiker, fiche: Terugkoppelingsfiche, rij: Fichegoedkeurder, antwoord: str) -> None:
    """Bewaart het antwoord. Dat er een is, blijft na te gaan; welk, alleen onder de sleutel van de casus (LR-20)."""
    rij.antwoord, rij.hash, rij.beantwoord_op = antwoord, fiche.hash, timezone.now()
    rij.save(update_fields=["antwoord", "hash", "beantwoord_op", "reden"])
    noteer(
        Soort.FICHE_BEANTWOORD,
        actor,
        fiche.casus,
        object_id=fiche.pk,
        feiten={"ronde": fiche.ronde},
        casusfeiten={"antwoord": antwoord, "sha256": fiche.hash},
    )

"""Wat er moet kloppen voor iets aan tafel komt. Niets verplicht iemand om iets te zeggen (LR-22)."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from casus import categorieen
from casus.models import Casus, Inbreng
from casus.voorwaarden.tafel import aan_tafel
from casus.voorwaarden.traject import beletten_opvolging
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet


def beletten_inbrengen(wie: Gebruiker, casus: Casus) -> list[Belet]:
    """LR-33: een advocaat brengt niets in (Sw. 353 § 3). Na het afsluiten komt er niets meer bij."""
    beletten = beletten_opvolging(casus)
    if wie.is_advocaat:
        beletten.append(
            Belet(_("U staat geregistreerd als advocaat. Een advocaat brengt hier niets in."), "LR-33")
        )
    return beletten


def beletten_verbanden(inbreng: Inbreng, lezers: Collection[Gebruiker]) -> list[Belet]:
    """LR-51: alleen over de persoon zelf of een relatie van deze casus; LR-32: lezers zitten aan deze tafel."""
    beletten = []
    if inbreng.over is not None and inbreng.over.casus_id != inbreng.casus_id:
        uitleg = _("Een inbreng gaat alleen over de persoon zelf of over een relatie van deze casus.")
        beletten.append(Belet(uitleg, "LR-51", "over"))
    if inbreng.agendapunt is not None and inbreng.agendapunt.casus_id != inbreng.casus_id:
        beletten.append(Belet(_("Dit agendapunt hoort niet bij deze casus."), "LR-05", "agendapunt"))
    if lezers and not {lezer.pk for lezer in lezers} <= {
        genoot.gebruiker.pk for genoot in aan_tafel(inbreng.casus)
    }:
        beletten.append(Belet(_("Kies alleen mensen die aan deze tafel zitten."), "LR-31", "lezers"))
    return beletten


def beletten_lezen(inbreng: Inbreng, lezers: Collection[Gebruiker]) -> list[Belet]:
    """LR-32: wie leest mee, en mag het verder."""
    beletten = []
    if inbreng.publiek == Inbreng.Publiek.GEKOZEN and not lezers:
        beletten.append(Belet(_("Duid aan wie dit mag lezen, of kies een ander publiek."), "LR-32", "lezers"))
    if inbreng.doorgave and inbreng.niveau != Inbreng.Niveau.VRIJGEGEVEN:
        uitleg = _("Wat geheim is, blijft aan tafel. Geef het eerst vrij, of laat dit vakje leeg.")
        beletten.append(Belet(uitleg, "LR-32", "doorgave"))
    return beletten


def beletten_inhoud(inbreng: Inbreng) -> list[Belet]:
    """LR-50: alleen gegevens van een categorie die de wet noemt; bij gevoelige ook waarom het nodig is."""
    if not inbreng.tekst.strip():
        return [Belet(_("Hier staat nog niets. U hoeft ook niets in te brengen."), "LR-22", "tekst")]
    categorie = categorieen.zoek(inbreng.categorielijst, inbreng.categorie)
    if categorie is None:
        return [Belet(_("Kies wat voor soort gegeven dit is."), "LR-50", "categorie")]
    if categorie.noodzaak and not inbreng.noodzaak.strip():
        uitleg = _("Dit soort gegeven mag alleen als het nodig is. Schrijf kort waarom.")
        return [Belet(uitleg, "LR-50", "noodzaak")]
    return []

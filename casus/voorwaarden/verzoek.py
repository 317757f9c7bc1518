"""Wanneer een verzoek van de persoon verlengd en beantwoord kan worden (LR-55)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from casus import verzoekgronden
from casus.models import Betrokkenenverzoek, Casus, Verzoekbrief, Verzoekgrond
from toegang.beleid import Wie, mag
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet

from .bewaartermijn import GESLOTEN, plus_maanden

MAANDEN, MET_VERLENGING = 1, 3
Staat, Soort, Uitkomst = Betrokkenenverzoek.Staat, Betrokkenenverzoek.Soort, Verzoekbrief.Uitkomst
ALLEEN_VOOR = {"niet_onjuist": Soort.VERBETERING, "bewaarplicht": Soort.WISSEN}


def gewoon_einde(verzoek: Betrokkenenverzoek) -> date:
    """Eén maand na ontvangst; 31 januari wordt de laatste dag van februari."""
    return plus_maanden(verzoek.ontvangen_op, MAANDEN)


def einde(verzoek: Betrokkenenverzoek) -> date:
    """De laatste dag om te antwoorden: één maand, of drie als er op tijd verlengd is."""
    return plus_maanden(verzoek.ontvangen_op, MET_VERLENGING if verzoek.verlengd_op else MAANDEN)


def wissen_op(verzoek: Betrokkenenverzoek) -> date | None:
    """Wat vandaag beantwoord wordt zonder casus, heeft een eigen termijn; met een casus eindigt het met haar."""
    if verzoek.casus_id is not None:
        return None
    return plus_maanden(timezone.localdate(), verzoek.livc.verzoek_bewaarmaanden)


def vraagt_uitvoering(verzoek: Betrokkenenverzoek) -> bool:
    """Bij verbeteren en wissen zegt het antwoord ook wat er gedaan is."""
    return verzoek.soort != Soort.INZAGE


def laatste_grond(verzoek: Betrokkenenverzoek) -> Verzoekgrond | None:
    """Wat de functionaris het laatst vastlegde over precies deze casus; een andere casus vraagt nieuwe gronden."""
    return verzoek.gronden.filter(casus=verzoek.casus_id).order_by("-aangemaakt", "-pk").first()


def beletten_inhoud(actor: Wie, verzoek: Betrokkenenverzoek) -> list[Belet]:
    """LR-30: wie een verzoek over een casus beoordeelt, mag die casus inzien."""
    if verzoek.casus_id is None:
        return []
    # Wie de casus niet kent, krijgt van de databank ook de rij niet.
    casus = Casus.objects.filter(pk=verzoek.casus_id).first()
    if casus and mag(actor, "casus.inzien", casus):
        return []
    return [geheimhouding_eerst()]


def geheimhouding_eerst() -> Belet:
    return Belet(_("Aanvaard eerst de geheimhouding van deze casus."), "LR-30")


def beletten_begin(verzoek: Betrokkenenverzoek) -> list[Belet]:
    if verzoek.staat != Staat.ONTVANGEN:
        return [Belet(_("De beoordeling is al begonnen."))]
    return []


def beletten_koppelen(actor: Gebruiker, verzoek: Betrokkenenverzoek, casus: Casus | None) -> list[Belet]:
    """LR-05: alleen een casus van hetzelfde LIVC, die u mag inzien, en nooit een andere in de plaats."""
    if verzoek.staat == Staat.BEANTWOORD:
        return [Belet(_("Dit verzoek is al beantwoord."))]
    if verzoek.casus_id is not None:
        return [Belet(_("Bij dit verzoek hoort al een casus."))]
    if casus is not None and (casus.livc_id != verzoek.livc_id or not mag(actor, "casus.inzien", casus)):
        return [Belet(_("Kies een casus die u mag inzien."), "LR-05", "casus")]
    return []


def beletten_verlengen(verzoek: Betrokkenenverzoek) -> list[Belet]:
    """LR-55: één keer, en alleen zolang de eerste maand nog loopt."""
    if verzoek.staat == Staat.BEANTWOORD:
        return [Belet(_("Dit verzoek is al beantwoord."), "LR-55")]
    if verzoek.verlengd_op:
        return [Belet(_("De termijn is al verlengd. Dat kan maar één keer."), "LR-55")]
    if timezone.localdate() > gewoon_einde(verzoek):
        return [Belet(_("De maand is voorbij. Verlengen kon alleen daarvoor."), "LR-55")]
    return []


def beletten_grond(verzoek: Betrokkenenverzoek, code: str) -> list[Belet]:
    """LR-55: een grond van de lijst; de vijf van de wet alleen zolang de casus loopt."""
    if verzoek.staat != Staat.IN_BEOORDELING:
        return [Belet(_("Gronden horen bij een verzoek in beoordeling."), "LR-55")]
    grond = verzoekgronden.zoek(verzoekgronden.GELDEND.versie, code)
    if grond is None:
        return [Belet(_("Kies een grond van de lijst."), "LR-55", "grond")]
    if ALLEEN_VOOR.get(code, verzoek.soort) != verzoek.soort:
        return [Belet(_("Deze grond past niet bij wat gevraagd wordt."), "LR-55", "grond")]
    if code == verzoekgronden.GEEN_GEGEVENS and verzoek.casus_id is not None:
        return [Belet(_("Er hoort een casus bij dit verzoek."), "LR-55", "grond")]
    return []


def beletten_antwoord(verzoek: Betrokkenenverzoek, uitkomst: str) -> list[Belet]:
    """LR-55: beperken of weigeren vraagt eerst de gronden van de functionaris; zonder identiteit gaat er niets uit."""
    if verzoek.staat != Staat.IN_BEOORDELING:
        return [Belet(_("Dit verzoek is al beantwoord, of nog niet in beoordeling."), "LR-55")]
    if uitkomst == Uitkomst.GEWEIGERD:
        return _beletten_beperking(verzoek)
    if verzoek.identiteit == Betrokkenenverzoek.Identiteit.NIET:
        return [Belet(_("Wie dit vraagt, is niet vastgesteld. Geef dan niets."), "LR-55", "uitkomst")]
    if verzoek.casus_id is None:
        uitleg = _(
            "Zonder casus is er niets te geven. Kies ‘niet ingewilligd’, met de gronden van de functionaris."
        )
        return [Belet(uitleg, "LR-55", "uitkomst")]
    return _beletten_beperking(verzoek) if uitkomst == Uitkomst.DEELS else []


def _beletten_beperking(verzoek: Betrokkenenverzoek) -> list[Belet]:
    vastgelegd = laatste_grond(verzoek)
    if vastgelegd is None:
        uitleg = _("De functionaris legt eerst de feitelijke en juridische gronden vast.")
        return [Belet(uitleg, "LR-55", "uitkomst")]
    grond = verzoekgronden.zoek(vastgelegd.versie, vastgelegd.grond)
    loopt = verzoek.casus is not None and verzoek.casus.staat not in GESLOTEN
    if grond is not None and grond.alleen_open and not loopt:
        uitleg = _("Deze grond geldt alleen zolang de casus loopt. Vraag de functionaris opnieuw te kijken.")
        return [Belet(uitleg, "LR-55", "uitkomst")]
    return []

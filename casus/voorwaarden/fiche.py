"""Wanneer een fiche kan: schrijven, voorleggen, antwoorden en overmaken (LR-40, LR-41, LR-42)."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from casus import bestemmelingen, databank
from casus.models import Agendapunt, Casus, Fichebron, Inbreng, Overleg, Terugkoppelingsfiche
from toegang.uitzonderingen import Belet

from .bewaartermijn import GESLOTEN

POGINGEN, BINNEN = 3, timedelta(hours=24)
"""Zoveel geweigerde teksten per casus in die tijd: genoeg om te herschrijven, te weinig om een geheim te raden."""
VRIJ = {
    "staat": Inbreng.Staat.INGEBRACHT,
    "niveau": Inbreng.Niveau.VRIJGEGEVEN,
    "publiek": Inbreng.Publiek.TAFEL,
    "doorgave": True,
}
"""Inbreng waaruit een fiche mag bestaan; hetzelfde als `ficherijen.VRIJ` in de databank (LR-42)."""


def vrije_inbreng(casus_id: UUID) -> QuerySet[Inbreng]:
    """Wat de auteur vrijgaf om verder te delen. Iets anders bereikt wie opstelt nooit (LR-42)."""
    return Inbreng.objects.filter(casus=casus_id, **VRIJ)


def besproken(casus: Casus) -> QuerySet[Agendapunt]:
    """De besprekingen waarvan vaststaat wie erbij was (LR-41)."""
    return Agendapunt.objects.filter(
        casus=casus, staat=Agendapunt.Staat.BESPROKEN, overleg__staat=Overleg.Staat.AFGEROND
    )


def beletten_beginnen(casus: Casus, punt: Agendapunt) -> list[Belet]:
    """LR-41: pas als het punt besproken en het overleg gesloten is, ligt vast wie moet goedkeuren."""
    beletten = beletten_open(casus)
    if not besproken(casus).filter(pk=punt.pk, aanwezigheden__aanwezig=True).exists():
        uitleg = _("Een fiche kan pas als dit punt besproken is en het overleg gesloten.")
        beletten.append(Belet(uitleg, "LR-41"))
    if punt.fiches.exclude(staat=Terugkoppelingsfiche.Staat.OVERGEMAAKT).exists():
        beletten.append(Belet(_("Voor deze bespreking loopt al een fiche."), "LR-41"))
    return beletten


def beletten_open(casus: Casus) -> list[Belet]:
    """Na het sluiten van de casus leest alleen de kern nog: niemand anders kan goedkeuren."""
    if casus.staat in GESLOTEN:
        return [Belet(_("De casus is afgesloten."), "LR-41")]
    return []


def beletten_voorleggen(fiche: Terugkoppelingsfiche) -> list[Belet]:
    """LR-42: elke bron is nog vrij, en de evaluatie van de opvolging staat erin."""
    bronnen = list(fiche.bronnen.all())
    beletten = beletten_open(fiche.casus)
    if not any(bron.evaluatie_id for bron in bronnen):
        uitleg = _("Een fiche bevat altijd een evaluatie van de opvolging. Kies er minstens één.")
        beletten.append(Belet(uitleg, "LR-42", "evaluaties"))
    if weggevallen(fiche, bronnen):
        uitleg = _("Een inbreng die u koos, is niet meer vrijgegeven. Bewaar opnieuw, zonder die inbreng.")
        beletten.append(Belet(uitleg, "LR-42", "inbrengen"))
    return beletten


def weggevallen(fiche: Terugkoppelingsfiche, bronnen: list[Fichebron]) -> bool:
    """Of een gebruikte inbreng intussen ingetrokken is, of niet meer verder mag."""
    nodig = {bron.inbreng_id for bron in bronnen if bron.inbreng_id}
    return len(nodig) > vrije_inbreng(fiche.casus_id).filter(pk__in=nodig).count()


def beletten_pogingen(casus: Casus) -> list[Belet]:
    """LR-42: wie blijft proberen, raadt. Daarom houdt het na een paar weigeringen een dag op."""
    if databank.fiche_pogingen(casus.pk, timezone.now() - BINNEN) < POGINGEN:
        return []
    uitleg = _(
        "Over deze casus kwamen al %(n)d teksten te dicht bij een geheime inbreng. Bewaar uw tekst, vraag raad aan de"
        " burgemeester, en leg ze morgen opnieuw voor."
    )
    return [Belet(uitleg % {"n": POGINGEN}, "LR-42")]


def beletten_stand(stand: str) -> list[Belet]:
    """LR-41: alles klopt nog op dit ogenblik."""
    redenen = {
        "bron": _("Een bron van deze fiche is niet meer vrijgegeven."),
        "geweigerd": _("Niet iedereen die erbij was, keurt deze tekst goed."),
        "toegang": _("Iemand die erbij was, kan de tekst niet meer lezen. Zonder hem is er geen consensus."),
        "open": _("Nog niet iedereen die erbij was, gaf een antwoord."),
    }
    if stand == "klaar":
        return []
    return [Belet(redenen.get(stand, _("Deze fiche kan nu niet overgemaakt worden.")), "LR-41")]


def beletten_overmaken(stand: str, bestemmeling: str) -> list[Belet]:
    """LR-40, LR-41: alles klopt nog, en de ontvanger staat op de lijst die vandaag geldt."""
    beletten = beletten_stand(stand)
    if bestemmeling not in {b.code for b in bestemmelingen.geldige(timezone.localdate())}:
        uitleg = _("Deze dienst kan vandaag geen fiche krijgen.")
        beletten.append(Belet(uitleg, "LR-40", "bestemmeling"))
    return beletten

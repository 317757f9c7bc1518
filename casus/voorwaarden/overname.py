"""Wanneer iets van tafel mee mag naar een eigen dossier (LR-43, W2026 art. 4)."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus import databank
from casus.models import Casus, Dossierovername, Inbreng
from casus.models.overname import OPEN
from toegang.uitzonderingen import Belet

from .tafel import aan_tafel
from .traject import beletten_opvolging

Staat = Dossierovername.Staat
GEVOELIG_GERECHT = "politie_gerecht"
TAFELINBRENG = {"staat": Inbreng.Staat.INGEBRACHT, "publiek": Inbreng.Publiek.TAFEL}
"""Alleen wat de hele tafel mag lezen: anders kan niet iedereen weten waarop hij ja zegt."""


def beletten_vragen(overname: Dossierovername, casus: Casus) -> list[Belet]:
    """Wat nog niet kan bij een nieuwe vraag; de tekst van andermans inbreng komt nooit mee in deze rij."""
    beletten = beletten_opvolging(casus)
    if overname.actie is None and overname.inbreng is None and not overname.tekst.strip():
        beletten.append(Belet(_("Schrijf kort wat u wilt meenemen."), "LR-43", "tekst"))
    if overname.inbreng is not None:
        beletten += _beletten_inbreng(overname.inbreng, casus)
    return beletten + _beletten_opnieuw(overname, casus)


def _beletten_inbreng(inbreng: Inbreng, casus: Casus) -> list[Belet]:
    if inbreng.auteur_id not in {genoot.gebruiker.pk for genoot in aan_tafel(casus)}:
        uitleg = _("Wie dit inbracht, zit niet meer aan tafel en kan niet meer antwoorden. Dit kan niet mee.")
        return [Belet(uitleg, "LR-43", "item")]
    return []


def _beletten_opnieuw(overname: Dossierovername, casus: Casus) -> list[Belet]:
    """Eén lopende vraag per dienst en per stuk; voor eigen woorden is dat niet te zien."""
    if overname.actie is None and overname.inbreng is None:
        return []
    zelfde = casus.dossierovername_set.lopend().filter(
        actie=overname.actie, inbreng=overname.inbreng, organisatie=overname.organisatie, rol=overname.rol
    )
    if zelfde.exists():
        return [Belet(_("Uw dienst vroeg dit al. Lees de vraag die loopt."), "LR-43", "item")]
    return []


def beletten_antwoord(overname: Dossierovername) -> list[Belet]:
    """Antwoorden kan zolang er niets afgedrukt is."""
    if overname.afgedrukt_op is not None:
        return [Belet(_("Dit is al afgedrukt. Antwoorden kan niet meer."), "LR-43")]
    if overname.staat not in OPEN:
        return [Belet(_("Deze vraag loopt niet meer."), "LR-43")]
    return []


def beletten_vaststellen(overname: Dossierovername) -> list[Belet]:
    """LR-43: consensus van alle deelnemers, wie wegging en wie bijkwam inbegrepen."""
    if not can_proceed(overname.bereik_consensus):
        return [Belet(_("Op deze vraag wacht niemand meer."), "LR-43")]
    return beletten_consensus(overname)


def beletten_consensus(overname: Dossierovername) -> list[Belet]:
    if overname.pk not in databank.unanieme_overnames([overname.pk]):
        uitleg = _("Nog niet iedereen aan tafel zei ja. Zwijgen mag, en houdt dit tegen.")
        return [Belet(uitleg, "LR-43")]
    return []


def beletten_parket(overname: Dossierovername, actor_id: object, parket_op: date | None) -> list[Belet]:
    """LR-43: het akkoord van het parket noteert een ander dan wie het vraagt."""
    if overname.staat != Staat.PARKET:
        return [Belet(_("Deze vraag wacht niet op het parket."), "LR-43")]
    if overname.aanvrager_id == actor_id:
        uitleg = _("U vroeg dit zelf. Iemand anders noteert het antwoord van het parket.")
        return [Belet(uitleg, "LR-43")]
    if parket_op is None or parket_op > timezone.localdate():
        return [Belet(_("Kies vandaag of een vroegere dag."), "LR-43", "parket_op")]
    return beletten_consensus(overname)


def beletten_afdrukken(overname: Dossierovername) -> list[Belet]:
    """LR-43: één keer, en alleen zolang iedereen aan tafel nog altijd ja zegt."""
    if overname.afgedrukt_op is not None:
        dag = date_format(timezone.localtime(overname.afgedrukt_op), "j F Y, H.i")
        uitleg = _("Dit is al afgedrukt op %(dag)s. Een tweede keer kan niet.") % {"dag": dag}
        return [Belet(uitleg, "LR-43")]
    if overname.staat != Staat.TOEGESTAAN:
        return [Belet(_("Dit is niet toegestaan, of niet meer."), "LR-43")]
    return beletten_consensus(overname)

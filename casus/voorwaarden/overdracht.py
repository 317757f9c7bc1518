"""Wanneer een dossier naar een ander LIVC kan vertrekken, en wanneer het daar kan aankomen."""

from uuid import UUID

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit import logboek
from casus.models import Aanbod, Casus, Overdracht, Overdrachtvraag
from casus.models.overdracht import Reden
from toegang.livcs import ontbrekende_kernrollen
from toegang.models import Livc
from toegang.uitzonderingen import Belet

from .livc import beletten_nieuw
from .traject import GESLOTEN


def lopende(casus: Casus) -> Overdracht | None:
    """De ene overdracht die nog niet beantwoord of ingetrokken is."""
    return casus.overdracht_set.filter(staat__in=Overdracht.LOPEND).select_related("ontvanger").first()


def beletten_begin(casus: Casus) -> list[Belet]:
    """LR-05: één overdracht tegelijk, en van een casus die nog loopt."""
    if casus.staat in GESLOTEN:
        return [Belet(_("Deze casus is afgesloten. Ze kan niet meer vertrekken."), "LR-05")]
    if lopende(casus):
        return [Belet(_("Er loopt al een overdracht van deze casus."), "LR-05")]
    return []


def beletten_ontvanger(casus: Casus, ontvanger: UUID, reden: str) -> list[Belet]:
    """LR-10: de ontvanger is een ander LIVC, met een volledige kern en een toezicht dat kan lezen."""
    beletten = []
    livc = Livc.objects.filter(pk=ontvanger, in_gebruik=True).exclude(pk=casus.livc_id).first()
    if livc is None:
        beletten.append(Belet(_("Kies een ander LIVC."), "LR-05", "ontvanger"))
    elif not kan_ontvangen(livc.pk):
        uitleg = _("Dit LIVC kan nu geen dossier overnemen: zijn kern is niet volledig.")
        beletten.append(Belet(uitleg, "LR-10", "ontvanger"))
    if reden not in Reden.values:
        beletten.append(Belet(_("Kies waarom het dossier vertrekt."), "", "reden"))
    return beletten


def kan_ontvangen(livc_id: UUID) -> bool:
    """LR-10 en LR-57: de drie kernrollen zijn ingevuld, en wat er gebeurt kan vastgelegd worden."""
    return not ontbrekende_kernrollen(livc_id) and logboek.heeft_sleutel(livc_id)


def beletten_kiezen(overdracht: Overdracht) -> list[Belet]:
    """LR-32: na de vraag aan de auteurs verandert de keuze niet meer."""
    if can_proceed(overdracht.leg_voor):
        return []
    return [Belet(_("De keuze ligt vast. Trek de overdracht in om opnieuw te kiezen."), "LR-32")]


def beletten_aanbieden(casus: Casus, overdracht: Overdracht) -> list[Belet]:
    """LR-10: na de vraag aan de auteurs, zolang de casus loopt en de ontvanger werkt. Op een antwoord hoeft niemand te wachten."""
    if not can_proceed(overdracht.bied_aan):
        if overdracht.staat == Overdracht.Staat.VOORBEREIDING:
            return [Belet(_("Leg eerst de keuze vast."), "LR-32")]
        return [Belet(_("Dit is al aangeboden of ingetrokken."), "LR-05")]
    if casus.staat in GESLOTEN:
        return [Belet(_("Deze casus is afgesloten. Ze kan niet meer vertrekken."), "LR-05")]
    return beletten_ontvanger(casus, overdracht.ontvanger_id, overdracht.reden)


def beletten_intrekken(overdracht: Overdracht) -> list[Belet]:
    """LR-05: wat beantwoord is, kan de afzender niet meer terugnemen."""
    if can_proceed(overdracht.trek_in):
        return []
    return [Belet(_("Deze overdracht is al beantwoord of ingetrokken."), "LR-05")]


def beletten_antwoord(vraag: Overdrachtvraag, akkoord: bool) -> list[Belet]:
    """LR-32: ja zeggen kan tot het pakket gesloten is, een ja terugnemen tot het aanvaard is."""
    if vraag.overdracht.staat not in (Overdracht.Staat.TER_INSTEMMING, Overdracht.Staat.AANGEBODEN):
        return [Belet(_("Deze overdracht is voorbij. Uw antwoord verandert niets meer."), "LR-32")]
    laat = vraag.overdracht.staat == Overdracht.Staat.AANGEBODEN
    if akkoord and laat and vraag.antwoord != Overdrachtvraag.Antwoord.JA:
        return [Belet(_("Het dossier is al gesloten. Er kan niets meer bij."), "LR-32")]
    return []


def beletten_beantwoorden(aanbod: Aanbod) -> list[Belet]:
    """LR-05: één antwoord, en alleen op wat nog aangeboden is."""
    if can_proceed(aanbod.aanvaard):
        return []
    if aanbod.staat == Aanbod.Staat.INGETROKKEN:
        return [Belet(_("De afzender trok dit aanbod in."), "LR-05")]
    return [Belet(_("Dit aanbod is al beantwoord."), "LR-05")]


def beletten_overnemen(aanbod: Aanbod) -> list[Belet]:
    """LR-10: zonder volledige kern begint ook hier niets nieuws."""
    return beletten_beantwoorden(aanbod) + beletten_nieuw(aanbod.livc_id)

"""Wat de preventieambtenaar opvolgt: de tafel klaarzetten, en zien dat afspraken hun weg vinden."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Actie, Casus, Deelname, Nacontrole, Traject
from casus.voorwaarden.traject import GESLOTEN
from toegang.beleid import zichtbaar
from toegang.models import CasusUserObjectPermission, Gebruiker
from toegang.toekenningen import DEELNEMEN, KERN_INZIEN

from . import burgemeester
from .kern import lopend
from .taak import Taak, dag_maand, sinds

DAGEN_VOORUIT = 14


def taken(gebruiker: Gebruiker) -> list[Taak]:
    return [
        *_voor_te_bereiden(gebruiker),
        *_wacht_op_handtekening(gebruiker),
        *_mislukte_berichten(gebruiker),
        *_acties_zonder_eigenaar(gebruiker),
        *_acties_te_laat(gebruiker),
        *_evaluaties(gebruiker),
        *_nacontroles(gebruiker),
    ]


def _voor_te_bereiden(gebruiker: Gebruiker) -> list[Taak]:
    casussen = lopend(gebruiker, "casus.voorbereiden").filter(staat=Casus.Staat.OP_LIJST)
    return [
        Taak(
            None,
            _("Nieuwe casus op de lijst"),
            _("Bereid de tafel voor: wie kan helpen, en wanneer."),
            reverse("casus:casus", args=[casus.pk]),
            _("Voorbereiden"),
            casus.referentie,
            sinds(casus.aangemaakt),
        )
        for casus in casussen.order_by("aangemaakt")
    ]


def _wacht_op_handtekening(gebruiker: Gebruiker) -> list[Taak]:
    klaar = zichtbaar(gebruiker, "deelname.voorbereiden", burgemeester.voorbereid())
    return [
        Taak(
            uiterste,
            aantal,
            _("Wacht op de handtekening van de burgemeester."),
            reverse("casus:tafel", args=[pk]),
            _("Bekijken"),
            referentie,
        )
        for pk, referentie, aantal, uiterste in burgemeester.per_casus(klaar)
    ]


def _mislukte_berichten(gebruiker: Gebruiker) -> list[Taak]:
    rijen = Deelname.objects.filter(staat=Deelname.Staat.UITGENODIGD, mail_mislukt_op__isnull=False)
    rijen = rijen.exclude(casus__staat__in=GESLOTEN).select_related("casus")
    mislukt = zichtbaar(gebruiker, "deelname.voorbereiden", rijen).only(
        "casus__referentie", "mail_mislukt_op"
    )
    return [
        Taak(
            None,
            _("Een bericht is niet vertrokken"),
            _("De uitnodiging staat klaar, maar de e-mail mislukte."),
            reverse("casus:tafel", args=[deelname.casus_id]),
            _("Opnieuw versturen"),
            deelname.casus.referentie,
            sinds(deelname.mail_mislukt_op) if deelname.mail_mislukt_op else None,
            voorrang=True,
        )
        for deelname in mislukt
    ]


def _acties_zonder_eigenaar(gebruiker: Gebruiker) -> list[Taak]:
    """Wie de casus niet meer ziet, kan zijn actie niet afhandelen. Waarom hij ze niet meer ziet, staat hier niet."""
    zit_er = CasusUserObjectPermission.objects.filter(
        user=OuterRef("eigenaar"),
        content_object=OuterRef("casus"),
        permission__codename__in=(KERN_INZIEN, DEELNEMEN),
    )
    rijen = Actie.objects.filter(~Exists(zit_er), staat=Actie.Staat.OPEN).exclude(casus__staat__in=GESLOTEN)
    zonder = zichtbaar(gebruiker, "actie.herinneren", rijen.select_related("casus"))
    return [
        Taak(
            actie.tegen,
            _("Actie zonder eigenaar aan tafel"),
            _("Wie ze afsprak, werkt niet meer mee aan deze casus. Kies een andere eigenaar."),
            reverse("casus:actie_bewerken", args=[actie.pk]),
            _("Eigenaar kiezen"),
            actie.casus.referentie,
            voorrang=True,
        )
        for actie in zonder.only("tegen", "casus__referentie").order_by("tegen", "pk")
    ]


def _acties_te_laat(gebruiker: Gebruiker) -> list[Taak]:
    """Over een afspraak, nooit over iemand: welke dienst, en of er al herinnerd werd."""
    rijen = Actie.objects.filter(staat=Actie.Staat.OPEN, tegen__lt=timezone.localdate())
    rijen = rijen.exclude(casus__staat__in=GESLOTEN).exclude(eigenaar=gebruiker).select_related("casus")
    velden = ("tegen", "herinnerd_op", "eigenaar", "casus__referentie")
    acties = list(zichtbaar(gebruiker, "actie.herinneren", rijen).only(*velden).order_by("tegen", "pk"))
    diensten = _diensten(acties)
    return [
        Taak(
            actie.tegen,
            _("Actie"),
            _herinnerd(diensten.get((actie.casus_id, actie.eigenaar_id), _("de kern")), actie),
            reverse("casus:actie", args=[actie.pk]),
            _("Bekijken"),
            actie.casus.referentie,
        )
        for actie in acties
    ]


def _diensten(acties: list[Actie]) -> dict[tuple[UUID, UUID], str]:
    deelnames = Deelname.objects.filter(
        casus__in={actie.casus_id for actie in acties}, gebruiker__in={actie.eigenaar_id for actie in acties}
    )
    rijen = deelnames.order_by("aangemaakt", "pk").values_list("casus", "gebruiker", "organisatie__naam")
    return {(casus, gebruiker): naam for casus, gebruiker, naam in rijen}


def _herinnerd(dienst: str, actie: Actie) -> str:
    eigenaar = _("Eigenaar: %(dienst)s.") % {"dienst": dienst}
    if actie.herinnerd_op is None:
        return eigenaar
    return f"{eigenaar} {_('Herinnering verstuurd op %(dag)s.') % {'dag': dag_maand(actie.herinnerd_op)}}"


def _evaluaties(gebruiker: Gebruiker) -> list[Taak]:
    trajecten = Traject.objects.filter(
        staat=Traject.Staat.LOPEND,
        evaluatie_op__lte=timezone.localdate() + timedelta(days=DAGEN_VOORUIT),
        casus__in=lopend(gebruiker, "casus.voorbereiden"),
    )
    rijen = trajecten.select_related("casus").only("evaluatie_op", "casus__referentie")
    return [
        Taak(
            traject.evaluatie_op,
            _("Evaluatie van het traject"),
            _("De tafel kijkt samen hoe het loopt."),
            reverse("casus:traject", args=[traject.casus_id]),
            _("Bekijken"),
            traject.casus.referentie,
        )
        for traject in rijen
    ]


def _nacontroles(gebruiker: Gebruiker) -> list[Taak]:
    gepland = Nacontrole.objects.filter(
        gedaan_op=None, gepland_op__lte=timezone.localdate() + timedelta(days=DAGEN_VOORUIT)
    )
    rijen = gepland.filter(casus__staat__in=GESLOTEN).select_related("casus")
    return [
        Taak(
            controle.gepland_op,
            _("Nacontrole"),
            _("Kijk na of afsluiten juist was."),
            reverse("casus:nacontrole", args=[controle.casus_id, controle.pk]),
            _("Bekijken"),
            controle.casus.referentie,
        )
        for controle in zichtbaar(gebruiker, "casus.nacontrole", rijen).only(
            "gepland_op", "casus__referentie"
        )
    ]

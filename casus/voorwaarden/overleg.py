"""Wanneer een overleg bijeengeroepen, geopend en besproken kan worden."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Agendapunt, Casus, Deelname, Overleg
from toegang.livcs import leden_met_rol
from toegang.models import Gebruiker
from toegang.rollen import Rol
from toegang.uitzonderingen import Belet

from .bewaartermijn import beletten_bespreken, beletten_per_casus
from .livc import beletten_bijeenroepen, beletten_nieuw

OP_AGENDA = (
    Casus.Staat.VOORBEREIDING,
    Casus.Staat.IN_OVERLEG,
    Casus.Staat.IN_TRAJECT,
    Casus.Staat.IN_EVALUATIE,
)
"""De toestanden waarin de tafel over een casus kan spreken."""

OPEN_PUNT = (Agendapunt.Staat.GEPLAND, Agendapunt.Staat.BEZIG)
VERSTUURD = (Deelname.Staat.UITGENODIGD, Deelname.Staat.GEHEIMHOUDING)


def beletten_moment(livc_id: UUID, begin: datetime, voorzitter: Gebruiker) -> list[Belet]:
    """LR-10: de burgemeester of zijn vertegenwoordiger zit voor; een overleg ligt in de toekomst."""
    beletten = []
    if begin <= timezone.now():
        beletten.append(Belet(_("Dit moment is al voorbij. Kies een later moment."), veld="begin"))
    if voorzitter not in leden_met_rol(livc_id, Rol.BURGEMEESTER):
        uitleg = _("Alleen de burgemeester of zijn vertegenwoordiger kan voorzitten.")
        beletten.append(Belet(uitleg, "LR-10", "voorzitter"))
    return beletten


def beletten_verzetten(overleg: Overleg, punten: QuerySet[Agendapunt], begin: datetime) -> list[Belet]:
    """LR-14: een overleg vervroegen mag de termijn van wie al uitgenodigd is niet inkorten.

    `punten` zijn de punten die de actor kent: een reden mag niet verraden dat er nog een casus is (LR-23).
    """
    if begin >= overleg.begin:
        return []
    casussen = punten.values("casus")
    # Ook wie al ja zei, maakte zijn dag vrij voor het uur dat in de uitnodiging stond.
    open_ = genodigden(overleg).filter(casus__in=casussen)
    return _te_kort(open_.select_related("livc"), begin)


def beletten_verhuizen(deelnames: Iterable[Deelname], begin: datetime) -> list[Belet]:
    """LR-14: een uitnodiging die meegaat naar een ander overleg, houdt haar termijn."""
    return _te_kort([d for d in deelnames if d.staat in VERSTUURD], begin)


def _te_kort(deelnames: Iterable[Deelname], begin: datetime) -> list[Belet]:
    dag = timezone.localtime(begin).date()
    vroegst = dag
    for deelname in deelnames:
        if deelname.uitgenodigd_op is not None and not deelname.dringend_reden:
            termijn = timedelta(days=deelname.livc.uitnodigingstermijn_dagen)
            vroegst = max(vroegst, timezone.localtime(deelname.uitgenodigd_op).date() + termijn)
    if vroegst == dag:
        return []
    uitleg = _("Er zijn al mensen uitgenodigd. Zij houden hun termijn: kies %(dag)s of later.")
    return [Belet(uitleg % {"dag": date_format(vroegst, "j F Y")}, "LR-14", "begin")]


def beletten_agenda(overleg: Overleg) -> list[Belet]:
    """LR-61: de agenda ligt vast zodra het overleg begint."""
    if overleg.staat != Overleg.Staat.GEPLAND:
        return [Belet(_("Dit overleg is niet meer gepland. De agenda verandert niet meer."), "LR-61")]
    return []


def beletten_op_agenda(overleg: Overleg, casus: Casus) -> list[Belet]:
    """LR-05: een casus staat alleen op de agenda van het eigen LIVC; daarna telt haar toestand."""
    beletten = beletten_agenda(overleg)
    if casus.livc_id != overleg.livc_id:
        beletten.append(Belet(_("Deze casus hoort niet bij dit LIVC."), "LR-05", "casus"))
    elif casus.staat not in OP_AGENDA:
        beletten.append(Belet(_("Deze casus kan nu niet besproken worden."), "LR-03", "casus"))
    if overleg.agendapunten.filter(casus=casus).exists():
        beletten.append(Belet(_("Deze casus staat al op de agenda."), veld="casus"))
    return beletten + beletten_nieuw(overleg.livc_id)


def genodigden(overleg: Overleg) -> QuerySet[Deelname]:
    """Wie voor dit overleg een ondertekende uitnodiging kreeg, of al aan tafel zit."""
    return Deelname.objects.filter(overleg=overleg, staat__in=(*VERSTUURD, Deelname.Staat.AANVAARD))


def beletten_van_agenda(punt: Agendapunt) -> list[Belet]:
    """LR-61 en LR-14: zie `beletten_agenda` en `beletten_genodigd`."""
    uitgenodigd = genodigden(punt.overleg).filter(casus_id=punt.casus_id).exists()
    return beletten_agenda(punt.overleg) + beletten_genodigd(uitgenodigd)


def beletten_genodigd(uitgenodigd: bool) -> list[Belet]:
    """LR-14: wie uitgenodigd is voor een casus op een overleg, vindt die daar ook; anders verzet of verdaag."""
    if not uitgenodigd:
        return []
    uitleg = _(
        "Er zijn mensen uitgenodigd voor deze casus. Verzet of annuleer het overleg, of verdaag dit punt."
    )
    return [Belet(uitleg, "LR-14")]


def beletten_openen(overleg: Overleg, alle: QuerySet[Agendapunt]) -> list[Belet]:
    """LR-10, LR-61, LR-52: geen overleg zonder kern, zonder modaliteiten, of zonder bewaartermijn per casus.

    `alle` zijn de punten die de actor kent (LR-23); voor elk ander punt geldt hetzelfde zodra het begint.
    """
    beletten = beletten_bijeenroepen(overleg.livc_id)
    if timezone.localtime(overleg.begin).date() > timezone.localdate():
        beletten.append(
            Belet(_("Het overleg opent op de dag zelf. Verzet het eerst als het vroeger is."), "LR-14")
        )
    punten = list(alle.filter(staat=Agendapunt.Staat.GEPLAND).select_related("casus"))
    if not punten:
        beletten.append(Belet(_("Er staat geen casus op de agenda.")))
    termijnen = beletten_per_casus([punt.casus for punt in punten])
    return beletten + [belet for punt in punten for belet in termijnen[punt.casus_id]]


def beletten_beginnen(punt: Agendapunt) -> list[Belet]:
    """LR-52 en de gang van het overleg: één punt tegelijk, in een overleg dat open is."""
    beletten = []
    if punt.overleg.staat != Overleg.Staat.BEZIG:
        beletten.append(Belet(_("Open eerst het overleg.")))
    ander = punt.overleg.agendapunten.filter(staat=Agendapunt.Staat.BEZIG).exclude(pk=punt.pk)
    if ander.exists():
        beletten.append(Belet(_("Er loopt al een ander punt. Rond dat eerst af.")))
    if punt.casus.staat not in OP_AGENDA:
        beletten.append(Belet(_("Deze casus kan nu niet besproken worden."), "LR-03"))
    return beletten + beletten_nieuw(punt.livc_id) + beletten_bespreken(punt.casus)


def beletten_noteren(punt: Agendapunt) -> list[Belet]:
    """LR-45 en LR-41: er komt alleen iets bij terwijl het punt loopt; daarna ligt het vast."""
    if punt.staat != Agendapunt.Staat.BEZIG or punt.overleg.staat != Overleg.Staat.BEZIG:
        return [Belet(_("Dit punt loopt niet. Wat erbij genoteerd is, ligt vast."), "LR-45")]
    return []


def stand(punt: Agendapunt) -> str:
    """Welke lijst van aanwezigen iemand voor zich had: het tijdstip waarop ze genoteerd is."""
    return punt.aanwezig_genoteerd_op.isoformat() if punt.aanwezig_genoteerd_op else ""


def beletten_stand(punt: Agendapunt, gezien: str | None) -> list[Belet]:
    """Twee mensen noteren tegelijk: wie van een oude lijst vertrok, kijkt eerst opnieuw. None: zonder formulier."""
    if gezien is not None and gezien != stand(punt):
        return [Belet(_("Een collega noteerde intussen wie er is. Kijk de lijst opnieuw na."), "LR-41")]
    return []


def beletten_bevestigen(punt: Agendapunt, actor: Gebruiker) -> list[Belet]:
    """LR-41: de voorzitter bevestigt zelf wie deelnam. Is hij niet bij dit punt, dan doet wie het punt leidt het."""
    if punt.aanwezig_genoteerd_op is None:
        return [Belet(_("Noteer eerst wie er bij dit punt is."), "LR-41")]
    voorzitter = punt.overleg.voorzitter_id
    if actor.pk != voorzitter and punt.aanwezigheden.filter(gebruiker=voorzitter, aanwezig=True).exists():
        return [Belet(_("De voorzitter is bij dit punt en bevestigt zelf wie er was."), "LR-41")]
    return []


def beletten_afronden_punt(punt: Agendapunt) -> list[Belet]:
    """LR-41: wie er werkelijk bij was, staat vast voor het punt sluit; later beslist precies die groep mee."""
    if not punt.aanwezigheden.filter(aanwezig=True).exists():
        return [Belet(_("Noteer eerst wie er bij dit punt is."), "LR-41")]
    if punt.aanwezig_bevestigd_op is None:
        return [Belet(_("De voorzitter bevestigt eerst wie er bij dit punt was."), "LR-41")]
    return []


def beletten_afronden(punten: QuerySet[Agendapunt]) -> list[Belet]:
    """Een overleg sluit als elk punt dat de actor kent besproken of verdaagd is (LR-23).

    Een punt dat hij niet kent, blijft staan; wie het wel kent, verdaagt het daarna.
    """
    if punten.filter(staat__in=OPEN_PUNT).exists():
        return [Belet(_("Nog niet elk punt is besproken of verdaagd."))]
    return []

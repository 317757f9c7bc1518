"""De bewaartermijn van een casus: wat afgesproken is, en wat nog ontbreekt (LR-52)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.models import Bewaarplicht, Bewaartermijn, Casus, Verlenging
from casus.voorwaarden import bewaartermijn as voorwaarden
from casus.voorwaarden.bewaartermijn import Instemmers
from casus.voorwaarden.tafel import aan_tafel
from toegang.beleid import Wie, mag
from toegang.schermdelen import Deel, Merk
from toegang.uitzonderingen import Belet

from . import verlenging


@dataclass(frozen=True)
class Klok:
    """Voor {% klok k.label k.waarde k.deel k.geheel k.uitleg %}; `deel` is None zolang er niets loopt."""

    label: str
    waarde: str
    uitleg: str = ""
    deel: int | None = None
    geheel: int = 100


@dataclass(frozen=True)
class Termijnblad:
    """De pagina van de bewaartermijn."""

    casus: Casus
    klok: Klok
    geldig: Bewaartermijn | None
    voorstel: Bewaartermijn | None
    geldig_tot: date
    voorstel_tot: date | None
    wacht_op_kennisname: bool
    wachten: str
    mist: Belet | None
    gevolgen: list[tuple[str, date]]
    stand: Instemmers | None
    mag_voorstellen: bool
    mag_instemmen: bool
    kan_vastleggen: bool

    @property
    def ter_instemming(self) -> Bewaartermijn | None:
        """Waarover deze gebruiker zich kan uitspreken: het voorstel, of de termijn van voor hij aan tafel kwam."""
        return self.voorstel or self.geldig


def klok(casus: Casus) -> Klok:
    """De termijn van een casus die de gebruiker al mag inzien; roep eerst `inzage.open_casus`."""
    termijn = voorwaarden.vastgelegd(casus)
    if termijn is None:
        return _klok_zonder(casus, voorwaarden.voorstel(casus))
    tot = voorwaarden.bewaard_tot(casus, termijn.maanden)
    begin = voorwaarden.begin_van_termijn(casus)
    geheel = max((tot - begin).days, 1)
    deel = min(max((timezone.localdate() - begin).days, 0), geheel)
    uitleg = (
        _("%(duur)s na de laatste bespreking. Elke nieuwe bespreking schuift deze dag op.")
        if casus.laatst_besproken_op
        else _("%(duur)s, en er was nog geen bespreking. De eerste bespreking schuift deze dag op.")
    )
    duur = in_woorden(termijn.maanden)
    return Klok(_("Bewaard tot"), date_format(tot, "j F Y"), uitleg % {"duur": duur}, deel, geheel)


def kleine_klok(casus: Casus) -> Klok:
    """Bovenaan elk blad van de casus, in één vraag aan de databank: tot wanneer, en of iets de vernietiging tegenhoudt."""
    vast = Bewaartermijn.objects.filter(casus=OuterRef("pk"), staat=Bewaartermijn.Staat.VASTGELEGD)
    plicht = Bewaarplicht.objects.lopend().filter(casus=OuterRef("pk"))
    rij = Casus.objects.filter(pk=casus.pk).annotate(
        maanden=Subquery(vast.values("maanden")[:1]), plicht=Exists(plicht)
    )
    maanden, houdt_tegen = rij.values_list("maanden", "plicht").get()
    tot = voorwaarden.bewaard_tot(casus, maanden)
    nog = (tot - timezone.localdate()).days
    if houdt_tegen:
        uitleg = _("er loopt een bewaarplicht, dit dossier wordt niet vernietigd")
    elif nog <= 0:
        uitleg = _("de termijn is om, dit dossier wacht op vernietiging")
    elif maanden is None:
        uitleg = _("er is nog geen termijn afgesproken")
    else:
        uitleg = ngettext("nog %(n)d dag", "nog %(n)d dagen", nog) % {"n": nog}
    return Klok(_("Bewaard tot"), date_format(tot, "j F Y"), uitleg)


def deel(_gebruiker: Wie, casus: Casus) -> Deel:
    """Op het blad ‘Dossier’: hoe lang het blijft."""
    stand = klok(casus)
    adres = reverse("casus:bewaartermijn", args=[casus.pk])
    return Deel(_("Bewaartermijn"), stand.uitleg, adres, Merk(stand.waarde))


def _klok_zonder(casus: Casus, voorstel: Bewaartermijn | None) -> Klok:
    if voorstel is None:
        uitleg = _(
            "De preventieambtenaar stelt een termijn voor. Zonder termijn begint het overleg niet, en op %(dag)s is het"
            " dossier aan vernietiging toe."
        )
        dag = date_format(voorwaarden.bewaard_tot(casus), "j F Y")
        return Klok(_("Bewaartermijn"), _("nog niet afgesproken"), uitleg % {"dag": dag})
    uitleg = _("Voorgesteld: %(duur)s. Nog niet iedereen aan tafel stemde in.")
    return Klok(_("Bewaartermijn"), _("voorgesteld"), uitleg % {"duur": in_woorden(voorstel.maanden)})


def termijnblad(gebruiker: Wie, casus: Casus) -> Termijnblad:
    """Wat deze gebruiker ziet en kan; roep eerst `inzage.open_casus`."""
    geldig, voorstel = voorwaarden.vastgelegd(casus), voorwaarden.voorstel(casus)
    termijn = voorstel or geldig
    stand = voorwaarden.instemmers(termijn, aan_tafel(casus)) if termijn else None
    eigen = getattr(gebruiker, "pk", None)
    te_doen = stand is not None and eigen in {genoot.gebruiker.pk for genoot in stand.ontbreken}
    voorstellen = bool(mag(gebruiker, "bewaartermijn.voorstellen", casus))
    wacht = _wachtende(voorstel)
    return Termijnblad(
        casus=casus,
        klok=klok(casus),
        geldig=geldig,
        voorstel=voorstel,
        geldig_tot=voorwaarden.bewaard_tot(casus, geldig.maanden if geldig else None),
        voorstel_tot=voorwaarden.bewaard_tot(casus, voorstel.maanden) if voorstel else None,
        wacht_op_kennisname=wacht is not None,
        wachten=verlenging.einde(wacht) if wacht else "",
        mist=verlenging.mist(wacht) if wacht else None,
        gevolgen=gevolgen(casus),
        stand=stand,
        mag_voorstellen=voorstellen,
        mag_instemmen=te_doen and bool(mag(gebruiker, "bewaartermijn.instemmen", casus)),
        kan_vastleggen=voorstellen
        and voorstel is not None
        and voorstel.staat == Bewaartermijn.Staat.VOORGESTELD
        and stand is not None
        and not stand.ontbreken,
    )


def _wachtende(voorstel: Bewaartermijn | None) -> Verlenging | None:
    """De verlenging waarvan de burgemeester en de functionaris nog kennis nemen."""
    if voorstel is None or voorstel.staat != Bewaartermijn.Staat.TE_BEVESTIGEN:
        return None
    return voorstel.verlengingen.first()


def gevolgen(casus: Casus) -> list[tuple[str, date]]:
    """Voor wie kiest: wat enkele gewone termijnen vandaag zouden betekenen, in dagen van de kalender."""
    return [(in_woorden(maanden), voorwaarden.bewaard_tot(casus, maanden)) for maanden in (6, 12, 24, 60)]


def in_woorden(maanden: int) -> str:
    """12 → ‘1 jaar’, 18 → ‘18 maanden’."""
    if maanden % 12 == 0:
        return ngettext("%(n)d jaar", "%(n)d jaar", maanden // 12) % {"n": maanden // 12}
    return ngettext("%(n)d maand", "%(n)d maanden", maanden) % {"n": maanden}

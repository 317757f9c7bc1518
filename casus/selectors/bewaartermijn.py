"""De bewaartermijn van een casus: wat afgesproken is, en wat nog ontbreekt (LR-52)."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.models import Bewaartermijn, Casus
from casus.voorwaarden import bewaartermijn as voorwaarden
from casus.voorwaarden.bewaartermijn import Instemmers
from casus.voorwaarden.tafel import aan_tafel
from toegang.beleid import Wie, mag
from toegang.schermdelen import Deel, Merk


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
    voorstel_tot: date | None
    vanaf: date
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
        return _klok_zonder(voorwaarden.voorstel(casus))
    tot = voorwaarden.bewaard_tot(casus, termijn)
    duur = in_woorden(termijn.maanden)
    if tot is None:
        uitleg = _("De termijn begint te lopen na de laatste bespreking. Die was er nog niet.")
        return Klok(_("Bewaartermijn"), _("%(duur)s na de laatste bespreking") % {"duur": duur}, uitleg)
    begin = casus.laatst_besproken_op or tot
    geheel = max((tot - begin).days, 1)
    deel = min(max((timezone.localdate() - begin).days, 0), geheel)
    uitleg = _("%(duur)s na de laatste bespreking. Elke nieuwe bespreking schuift deze dag op.") % {
        "duur": duur
    }
    return Klok(_("Bewaard tot"), date_format(tot, "j F Y"), uitleg, deel, geheel)


def deel(_gebruiker: Wie, casus: Casus) -> Deel:
    """Op het blad ‘Dossier’: hoe lang het blijft."""
    stand = klok(casus)
    adres = reverse("casus:bewaartermijn", args=[casus.pk])
    return Deel(_("Bewaartermijn"), stand.uitleg, adres, Merk(stand.waarde))


def _klok_zonder(voorstel: Bewaartermijn | None) -> Klok:
    if voorstel is None:
        uitleg = _("De preventieambtenaar stelt een termijn voor. Zonder termijn begint het overleg niet.")
        return Klok(_("Bewaartermijn"), _("nog niet afgesproken"), uitleg)
    uitleg = _("Voorgesteld: %(duur)s. Nog niet iedereen aan tafel stemde in.")
    return Klok(_("Bewaartermijn"), _("voorgesteld"), uitleg % {"duur": in_woorden(voorstel.maanden)})


def termijnblad(gebruiker: Wie, casus: Casus) -> Termijnblad:
    """Wat deze gebruiker ziet en kan; roep eerst `inzage.open_casus`."""
    geldig, voorstel = voorwaarden.vastgelegd(casus), voorwaarden.voorstel(casus)
    termijn = voorstel or geldig
    stand = voorwaarden.instemmers(termijn, aan_tafel(casus)) if termijn else None
    eigen = getattr(gebruiker, "pk", None)
    te_doen = stand is not None and eigen in {genoot.gebruiker.pk for genoot in stand.ontbreken}
    voorstellen = (
        bool(mag(gebruiker, "bewaartermijn.voorstellen", casus)) and casus.staat not in voorwaarden.GESLOTEN
    )
    return Termijnblad(
        casus=casus,
        klok=klok(casus),
        geldig=geldig,
        voorstel=voorstel,
        voorstel_tot=gevolg(casus, voorstel.maanden) if voorstel else None,
        vanaf=casus.laatst_besproken_op or timezone.localdate(),
        stand=stand,
        mag_voorstellen=voorstellen,
        mag_instemmen=te_doen and bool(mag(gebruiker, "bewaartermijn.instemmen", casus)),
        kan_vastleggen=voorstellen and voorstel is not None and stand is not None and not stand.ontbreken,
    )


def gevolg(casus: Casus, maanden: int) -> date:
    """Tot wanneer de inhoud blijft als de laatste bespreking die van nu toe is, of vandaag als er nog geen was."""
    return voorwaarden.plus_maanden(casus.laatst_besproken_op or timezone.localdate(), maanden)


def in_woorden(maanden: int) -> str:
    """12 → ‘1 jaar’, 18 → ‘18 maanden’."""
    if maanden % 12 == 0:
        return ngettext("%(n)d jaar", "%(n)d jaar", maanden // 12) % {"n": maanden // 12}
    return ngettext("%(n)d maand", "%(n)d maanden", maanden) % {"n": maanden}

"""Verzoeken van personen in ‘Mijn werk’. Antwoorden aan de persoon is een plicht; geraadpleegd worden is vrij (LR-55)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Betrokkenenverzoek, Vernietigingspunt
from casus.selectors import vernietiging as vernietigingen
from casus.selectors import vernietigingstop
from casus.selectors.raadpleging import te_beantwoorden
from casus.selectors.verzoek import zichtbare
from casus.voorwaarden import verzoek as voorwaarden
from toegang.beleid import mag
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak

Staat = Betrokkenenverzoek.Staat


def taken(gebruiker: Gebruiker) -> list[Taak]:
    """Voor de organisator en de functionaris: elk verzoek dat nog een antwoord wacht, met wat het tegenhoudt."""
    rijen = list(zichtbare(gebruiker).exclude(staat=Staat.BEANTWOORD).prefetch_related("gronden"))
    punten = list(vernietigingen.open_(gebruiker)) if rijen else []
    return [taak for rij in rijen if (taak := _taak(gebruiker, rij, punten))]


def _taak(gebruiker: Gebruiker, verzoek: Betrokkenenverzoek, punten: list[Vernietigingspunt]) -> Taak | None:
    if mag(gebruiker, "verzoek.beoordelen", verzoek):
        # Wie de casus niet inziet, leest naast deze naam niet dat er een dossier op wacht (LR-30).
        dicht = voorwaarden.beletten_inhoud(gebruiker, verzoek)
        return _beoordelen(verzoek, "" if dicht else vernietigingstop.gevolg(verzoek, punten))
    if verzoek.staat == Staat.IN_BEOORDELING and not verzoek.gronden.all():
        waarom = _("Wie beperkt of weigert, heeft eerst uw gronden nodig.")
        return _rij(verzoek, waarom, voorwaarden.einde(verzoek))
    gevolg = vernietigingstop.gevolg(verzoek, punten)
    if gevolg and vernietigingstop.zonder_casus(verzoek):
        # Wie tekent en niet beoordeelt, moet weten dat het wacht, en op wie.
        return _rij(
            verzoek, f"{gevolg} {_('De burgemeester of de preventieambtenaar beoordeelt het.')}", None
        )
    return None


def _beoordelen(verzoek: Betrokkenenverzoek, gevolg: str) -> Taak:
    einde = voorwaarden.einde(verzoek)
    if not gevolg:
        return _rij(verzoek, _("Uiterlijk die dag vertrekt het antwoord."), einde)
    # Wat anderen ophoudt, staat vooraan; is de termijn al voorbij, dan staat de dag er ook.
    tegen = _("Antwoorden kan tot %(dag)s.") % {"dag": date_format(einde, "j F Y")}
    return _rij(verzoek, f"{gevolg} {tegen}", einde if einde <= timezone.localdate() else None)


def _rij(verzoek: Betrokkenenverzoek, waarom: str, dag: date | None) -> Taak:
    return Taak(
        dag,
        _("Verzoek van een persoon: %(soort)s") % {"soort": verzoek.get_soort_display()},
        waarom,
        reverse("casus:verzoek", args=[verzoek.pk]),
        _("Openen"),
        verzoek.referentie,
        Merk(_("houdt tegen"), "let-op"),
        voorrang=dag is None,
    )


def raadplegingen(gebruiker: Gebruiker) -> list[Taak]:
    """Zonder termijn: ook geen antwoord is een antwoord (LR-22)."""
    return [
        Taak(
            None,
            _("Wat van uw inbreng mag verteld worden?"),
            _("De persoon stelde een vraag. Antwoordt u niet, dan wordt er niets van u verteld."),
            reverse("casus:raadpleging", args=[rij.pk]),
            _("Lezen"),
            rij.casus.referentie,
            Merk(_("u kiest"), "rust"),
        )
        for rij in te_beantwoorden(gebruiker)
    ]

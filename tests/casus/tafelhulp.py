"""Bouwstenen voor de tests van het overleg: een overleg vandaag, met een tafel en een vaste bewaartermijn."""

from django.utils import timezone

from casus.actions import tafel, zaal
from casus.models import Agendapunt, Bewaartermijn, Casus, Overleg
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.models import Gebruiker


def leg_termijn_vast(stad: Stad, casus: Casus, maanden: int = 12) -> Bewaartermijn:
    """Een termijn die al vastligt, zonder de handelingen die ertoe leiden."""
    return Bewaartermijn.objects.create(
        casus=casus,
        livc=stad.livc,
        maanden=maanden,
        staat="vastgelegd",
        vastgelegd_op=timezone.now(),
        voorgesteld_door=stad.preventie,
    )


def maak_tafel(stad: Stad, *casussen: Casus, staat: str = "bezig") -> Overleg:
    """Een overleg van vandaag; elke casus heeft een vaste termijn, en CAW zit aan de eerste tafel."""
    casussen = casussen or (maak_casus(stad),)
    overleg = maak_overleg(stad, *casussen, over_dagen=0, staat=staat)
    for casus in casussen:
        leg_termijn_vast(stad, casus)
    maak_deelname(stad, casussen[0], stad.caw, overleg=overleg)
    return overleg


def maak_lopend_punt(stad: Stad, *casussen: Casus) -> Agendapunt:
    """Het eerste punt van `maak_tafel`, dat besproken wordt."""
    punt = maak_tafel(stad, *casussen).agendapunten.get(volgorde=1)
    Agendapunt.objects.filter(pk=punt.pk).update(staat="bezig", begonnen_op=timezone.now())
    Casus.objects.filter(pk=punt.casus_id).update(staat="in_overleg")
    return Agendapunt.objects.select_related("casus", "overleg").get(pk=punt.pk)


def noteer(stad: Stad, punt: Agendapunt, *aanwezig: Gebruiker) -> None:
    """Deze mensen zijn in de zaal."""
    tafel.noteer_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={wie.pk for wie in aanwezig})


def rond_af(stad: Stad, punt: Agendapunt, *aanwezig: Gebruiker) -> Agendapunt:
    """Noteren wie er is, dat bevestigen, en afronden."""
    mensen = aanwezig or (stad.caw,)
    noteer(stad, punt, *mensen)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={wie.pk for wie in mensen})
    return tafel.rond_punt_af(actor=stad.burgemeester, pk=punt.pk)

"""Welke inbreng iemand leest: precies wat het beleid toelaat, en nooit meer (LR-32)."""

from django.db.models import QuerySet

from casus.models import Casus, Inbreng
from toegang.beleid import Wie, zichtbaar


def van_casus(gebruiker: Wie, casus: Casus) -> QuerySet[Inbreng]:
    """Alles wat deze persoon in deze casus mag lezen, met de eigen concepten en wat ingetrokken is."""
    rijen = Inbreng.objects.filter(casus=casus).select_related(
        "auteur", "organisatie", "over", "agendapunt__overleg"
    )
    return zichtbaar(gebruiker, "inbreng.zien", rijen)


def voor_scherm(gebruiker: Wie, casus: Casus) -> QuerySet[Inbreng]:
    """Wat op een scherm in de zaal mag: alleen ingebracht, en alleen bestemd voor iedereen aan tafel."""
    return van_casus(gebruiker, casus).filter(staat=Inbreng.Staat.INGEBRACHT, publiek=Inbreng.Publiek.TAFEL)

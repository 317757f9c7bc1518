"""Of er nu een aanleiding is om in een casus te kijken: de ene regel achter de reden ‘buiten overleg’ (LR-57).

Er is een aanleiding als één van deze dingen waar is:

- een overleg met deze casus op de agenda begint binnen dertig dagen, of begon hoogstens zeven dagen geleden
  (een uitnodiging vertrekt veertien dagen vooraf, LR-14, en wordt daarvoor al voorbereid);
- de casus staat hoogstens veertien dagen op de lijst, of is zo kort geleden heropend: dan wordt de tafel voorbereid;
- wie kijkt, heeft in deze casus zelf een open actie, of houdt als casusregisseur het lopende traject samen.

Aan eigen inbreng werken vraagt geen aanleiding. De regel zegt alleen dat het toezicht kan kijken, nooit dat iets
verkeerd was, en telt niets op (LR-58). `audit.aandacht.UITLEG` zegt hetzelfde in de woorden van de pagina.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists
from django.utils import timezone

from audit.aandacht import Aandacht
from casus.categorieen import is_gevoelig
from casus.models import Actie, Agendapunt, Casus, Inbreng, Overleg
from toegang.models import Gebruiker

VOORAF = timedelta(days=30)
ACHTERAF = timedelta(days=7)
VOORBEREIDING = timedelta(days=14)
OPVOLGING = (Casus.Staat.IN_TRAJECT, Casus.Staat.IN_EVALUATIE)


def bij_inzage(gebruiker: Gebruiker, casus: Casus) -> frozenset[Aandacht]:
    """De reden bij inhoud van deze casus openen; hoogstens één vraag aan de databank."""
    return frozenset() if _heeft_aanleiding(gebruiker, casus) else frozenset({Aandacht.BUITEN_OVERLEG})


def bij_inbreng(getoond: Iterable[Inbreng]) -> frozenset[Aandacht]:
    """De reden bij inbreng die getoond of gedeeld wordt: een soort gegeven dat een reden vraagt (LR-50)."""
    gevoelig = any(is_gevoelig(inbreng.categorielijst, inbreng.categorie) for inbreng in getoond)
    return frozenset({Aandacht.GEVOELIG}) if gevoelig else frozenset()


def _heeft_aanleiding(gebruiker: Gebruiker, casus: Casus) -> bool:
    nu = timezone.now()
    if max(casus.aangemaakt, casus.heropend_op or casus.aangemaakt) > nu - VOORBEREIDING:
        return True
    if casus.casusregisseur_id == gebruiker.pk and casus.staat in OPVOLGING:
        return True
    overleg = Agendapunt.objects.filter(
        casus=casus, overleg__begin__range=(nu - ACHTERAF, nu + VOORAF)
    ).exclude(overleg__staat=Overleg.Staat.GEANNULEERD)
    actie = Actie.objects.filter(casus=casus, eigenaar=gebruiker, staat=Actie.Staat.OPEN)
    return Casus.objects.filter(Exists(overleg) | Exists(actie), pk=casus.pk).exists()

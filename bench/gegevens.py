"""De stapel waarop pagina's gemeten worden: 285 LIVC's, 10.000 casussen, en één gebruiker met 30 ervan.

De rijen zijn scheef verdeeld, zoals in het echt: één LIVC heeft er 30, een ander heel veel, de meeste een handvol.
"""

from datetime import date, timedelta

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from audit.models import Toezichtsleutel
from audit.zegel import maak_sleutelpaar
from casus.models import Betrokkene, Casus
from toegang import sleutels, toekenningen
from toegang.models import CasusUserObjectPermission, Gebruiker, Lidmaatschap, Livc
from toegang.rollen import Rol

LIVCS, CASUSSEN, EIGEN, GROOT = 285, 10_000, 30, 2_500
KERN = (Rol.BURGEMEESTER, Rol.POLITIE, Rol.PREVENTIEAMBTENAAR)
STATEN = [staat for staat in Casus.Staat.values if staat != "op_lijst"]


@transaction.atomic
def maak() -> tuple[Gebruiker, Casus]:
    """Vult de databank; geeft de gemeten preventieambtenaar en een van zijn casussen."""
    publiek = maak_sleutelpaar()[1]
    rechten = {p.codename: p for p in Permission.objects.filter(content_type__app_label="casus")}
    rest = (CASUSSEN - EIGEN - GROOT) // (LIVCS - 2)
    eigen: list[Casus] = []
    for nummer in range(LIVCS):
        livc = Livc.objects.create(naam=f"LIVC {nummer}")
        Toezichtsleutel.objects.create(livc_id=livc.pk, epoch=1, publieke_sleutel=publiek)
        kern = [_kernlid(livc, nummer, rol) for rol in KERN]
        aantal = {0: EIGEN, 1: GROOT}.get(nummer, rest)
        casussen = [_casus(livc, kern[0], i) for i in range(aantal)]
        Casus.objects.bulk_create(casussen)
        for casus in casussen:
            sleutels.maak(casus.pk, livc.pk)
        personen = [_betrokkene(livc, casus) for casus in casussen]
        for persoon in personen:
            sleutels.maak(persoon.pk, livc.pk)
        Betrokkene.objects.bulk_create(personen)
        sleutels.vergeet()
        CasusUserObjectPermission.objects.bulk_create(
            CasusUserObjectPermission(permission=rechten[recht], user=lid, content_object_id=casus.pk)
            for casus in casussen
            for lid in kern
            for recht in (toekenningen.KERN_RECHT, toekenningen.KERN_INZIEN)
        )
        if nummer == 0:
            gemeten, eigen = kern[2], casussen
    return gemeten, eigen[0]


def _kernlid(livc: Livc, nummer: int | str, rol: Rol) -> Gebruiker:
    gebruiker = Gebruiker(email=f"{rol.value}{nummer}@bench.test", naam=f"{rol.label} {nummer}")
    gebruiker.set_unusable_password()
    gebruiker.save()
    lid = Lidmaatschap.objects.create(
        livc=livc,
        gebruiker=gebruiker,
        rol=rol,
        van=date(2020, 1, 1),
        bevestigd_op=timezone.now(),
        machtiging="geheim" if rol == Rol.POLITIE else "",
        machtiging_tot=date.today() + timedelta(days=900) if rol == Rol.POLITIE else None,
    )
    toekenningen.geef_rol(lid)
    return gebruiker


def _casus(livc: Livc, burgemeester: Gebruiker, i: int) -> Casus:
    return Casus(
        livc=livc, rechtsgrond="livc_wet", op_lijst_door=burgemeester, casusregisseur=burgemeester,
        staat=STATEN[i % len(STATEN)],
    )  # fmt: skip


def _betrokkene(livc: Livc, casus: Casus) -> Betrokkene:
    naam = f"Verzonnen {casus.referentie}"
    return Betrokkene(
        casus=casus,
        livc=livc,
        naam=naam,
        geboortedatum=date(1999, 5, 5),
        gemeente="Voorbeeldegem",
        naam_index=sleutels.blinde_index(livc.pk, naam),
    )

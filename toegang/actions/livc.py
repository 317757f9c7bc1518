"""De gegevens en de modaliteiten van een LIVC."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang.beleid import eis, haal, rollen_van
from toegang.checks import LR56_VELDEN
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc, Modaliteiten, ModaliteitenAkkoord
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast


def vergrendeld(actor: Gebruiker, pk: UUID, actie: str) -> Livc:
    """Het LIVC met een slot op de rij, voor wie de actie mag. Raises Verborgen, Verboden."""
    livc = haal(actor, "livc.zien", Livc.objects.select_for_update(of=("self",), no_key=True), pk)
    eis(actor, actie, livc)
    return livc


@handeling
def werk_gegevens_bij(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, str]) -> Livc:
    """De vier gegevens zonder welke productie niet start (LR-56). Raises Verborgen, Verboden."""
    livc = vergrendeld(actor, pk, "livc.gegevens")
    anders = [veld for veld in LR56_VELDEN if getattr(livc, veld) != gegevens[veld]]
    for veld in anders:
        setattr(livc, veld, gegevens[veld])
    livc.save(update_fields=anders or None)
    leg_vast(Soort.LIVC_GEWIJZIGD, actor=actor, livc_id=livc.pk, feiten={"gewijzigd": anders})
    return livc


@handeling
def stel_in(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, int]) -> Livc:
    """De termijnen van het LIVC: van uitnodiging tot overleg (LR-14), van een niet weerhouden signaal (LR-04) en van een
    beantwoord verzoek zonder casus (LR-55).

    Geldt voor wat hierna gebeurt. Raises Verborgen, Verboden.
    """
    return _wijzig(actor, vergrendeld(actor, pk, "livc.instellingen"), gegevens)


@handeling
def kies_naam_bij_stap(*, actor: Gebruiker, pk: UUID, stap: int) -> Livc:
    """Bij welke stap een genodigde hoort over wie het gaat (LR-13). Raises Verborgen, Verboden.

    Geldt ook voor wie al uitgenodigd is: die ziet de naam vanaf dan bij de nieuwe stap.
    """
    return _wijzig(actor, vergrendeld(actor, pk, "livc.naam_bij_stap"), {"naam_bij_stap": stap})


def _wijzig(actor: Gebruiker, livc: Livc, gegevens: dict[str, int]) -> Livc:
    """Getallen zijn geen gegevens over personen: het logboek krijgt de oude en de nieuwe waarde."""
    anders = {
        veld: [getattr(livc, veld), nieuw] for veld, nieuw in gegevens.items() if getattr(livc, veld) != nieuw
    }
    if not anders:
        return livc
    for veld, (_oud, nieuw) in anders.items():
        setattr(livc, veld, nieuw)
    livc.save(update_fields=list(anders))
    leg_vast(Soort.LIVC_GEWIJZIGD, actor=actor, livc_id=livc.pk, feiten={"gewijzigd": anders})
    return livc


@handeling
def stel_modaliteiten_op(
    *, actor: Gebruiker, pk: UUID, tekst: str, geldig_van: date, geldig_tot: date | None, na_versie: int
) -> Modaliteiten:
    """Een ontwerp met wie, doel en werkwijze; de vorige versie blijft gelden tot de kern akkoord is (LR-61).

    `na_versie` is de versie die de schrijver voor zich had. Raises Verborgen, Verboden, NietVoldaan.
    """
    livc = vergrendeld(actor, pk, "livc.modaliteiten")
    laatste = livc.modaliteiten.aggregate(hoogste=Max("versie"))["hoogste"] or 0
    if laatste != na_versie:
        raise NietVoldaan(_("Er is intussen een nieuwere versie. Lees die eerst."), "LR-61", "tekst")
    if geldig_van < timezone.localdate():
        raise NietVoldaan(_("Een versie geldt ten vroegste vanaf vandaag."), "LR-61", "geldig_van")
    if geldig_tot is not None and geldig_tot < geldig_van:
        raise NietVoldaan(_("Het einde ligt voor het begin."), "LR-61", "geldig_tot")
    modaliteiten = Modaliteiten.objects.create(
        livc=livc,
        versie=laatste + 1,
        tekst=tekst,
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
        opgesteld_door=actor,
    )
    _noteer(Soort.MODALITEITEN_OPGESTELD, actor, modaliteiten)
    return modaliteiten


@handeling
def ga_akkoord(*, actor: Gebruiker, pk: UUID, versie: int, afdruk: str) -> Modaliteiten:
    """Een lid van de kern gaat akkoord met precies de tekst die hij las; met de derde geldt de versie (LR-61).

    Raises Verborgen, Verboden, NietVoldaan.
    """
    livc = vergrendeld(actor, pk, "livc.modaliteiten_akkoord")
    modaliteiten = livc.modaliteiten.select_for_update(of=("self",)).order_by("-versie").first()
    if modaliteiten is None or (modaliteiten.versie, modaliteiten.afdruk) != (versie, afdruk):
        raise NietVoldaan(_("Er is intussen een andere versie. Lees die eerst."), "LR-61")
    if modaliteiten.akkoord_op is not None or modaliteiten.akkoorden.filter(gebruiker=actor).exists():
        raise NietVoldaan(_("U ging al akkoord met deze versie."), "LR-61")
    rol = _rol_voor_akkoord(actor, modaliteiten)
    modaliteiten.akkoorden.create(livc=livc, gebruiker=actor, rol=rol, afdruk=afdruk, op=timezone.now())
    _noteer(Soort.MODALITEITEN_AKKOORD, actor, modaliteiten, rol=rol.value)
    if modaliteiten.akkoorden.count() == len(ModaliteitenAkkoord.ROLLEN):
        modaliteiten.akkoord_op = timezone.now()
        modaliteiten.save(update_fields=["akkoord_op"])
        _noteer(Soort.MODALITEITEN_VASTGESTELD, actor, modaliteiten)
    return modaliteiten


def _rol_voor_akkoord(actor: Gebruiker, modaliteiten: Modaliteiten) -> Rol:
    """Elke rol één keer, en één mens niet voor twee."""
    bezet = set(modaliteiten.akkoorden.values_list("rol", flat=True))
    eigen = rollen_van(actor).get(modaliteiten.livc_id, frozenset())
    for rol in ModaliteitenAkkoord.ROLLEN:
        if rol in eigen and rol.value not in bezet:
            return rol
    raise NietVoldaan(_("Voor uw rol is er al een akkoord."), "LR-61")


def _noteer(soort: Soort, actor: Gebruiker, modaliteiten: Modaliteiten, **feiten: Any) -> None:
    vast = {"versie": modaliteiten.versie, "geldig_van": modaliteiten.geldig_van.isoformat()}
    leg_vast(
        soort, actor=actor, livc_id=modaliteiten.livc_id, object_id=modaliteiten.pk, feiten=vast | feiten
    )

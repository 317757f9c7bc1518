"""Welke signalen iemand ziet, en wat hij ermee kan."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Signaal, Weging
from casus.voorwaarden.livc import beletten_nieuw
from casus.voorwaarden.signaal import WEEGBAAR, beletten_uitkomst, beletten_wegen
from toegang.beleid import Wie, eis, haal, mag, zichtbaar
from toegang.models import Gebruiker, Livc, Organisatie, Organisatielid
from toegang.schermdelen import Knop
from toegang.uitzonderingen import Belet


def zichtbare(gebruiker: Wie) -> QuerySet[Signaal]:
    """De signalen die deze gebruiker mag openen; de lijst toont er geen inhoud van."""
    return zichtbaar(gebruiker, "signaal.zien", Signaal.objects.all()).order_by("-aangemaakt", "-pk")


def ingestuurde(gebruiker: Wie) -> QuerySet[Signaal]:
    """Wat deze professional zelf instuurde: of het aankwam, en niets over wat ermee gebeurt."""
    eigen = zichtbaar(gebruiker, "signaal.volgen", Signaal.objects.filter(ingezonden=True))
    return eigen.only("referentie", "aangemaakt", "ontvangen_op").order_by("-aangemaakt", "-pk")


def volgbaar(gebruiker: Wie, pk: UUID) -> Signaal:
    """Het eigen signaal, zonder inhoud. Raises Verborgen."""
    return haal(gebruiker, "signaal.volgen", ingestuurde(gebruiker), pk)


def signaal_voor(gebruiker: Wie, actie: str, pk: UUID) -> Signaal:
    """Een signaal waarmee deze actie mag; toon er geen inhoud van. Raises Verborgen, Verboden."""
    signaal = haal(gebruiker, "signaal.zien", Signaal.objects.select_related("livc"), pk)
    eis(gebruiker, actie, signaal)
    return signaal


def bronnen(livc: Livc) -> QuerySet[Organisatie]:
    """De organisaties in de gids van dit LIVC: van haar kan een signaal komen."""
    return livc.organisaties.order_by("naam")


def organisatie_van(gebruiker: Gebruiker, livc: Livc) -> Organisatie | None:
    """Namens welke organisatie iemand in dit LIVC een signaal instuurt."""
    leden = Organisatielid.objects.geldig(timezone.localdate()).filter(
        gebruiker=gebruiker, organisatie__livcs=livc
    )
    lid = leden.select_related("organisatie").order_by("organisatie__naam").first()
    return lid.organisatie if lid else None


def kan_wegen(signaal: Signaal) -> bool:
    return not beletten_wegen(signaal)


def knoppen(gebruiker: Wie, signaal: Signaal) -> list[Knop]:
    """Wat deze gebruiker nu kan: de overgangen die het toestandsmodel toelaat ∩ het beleid."""
    rij: list[Knop] = []
    if signaal.ontvangen_op is None and mag(gebruiker, "signaal.bevestigen", signaal):
        rij.append(
            _knop("signaal_ontvangen", _("Ontvangst bevestigen"), signaal, methode="post", stijl="hoofd")
        )
    if signaal.staat in WEEGBAAR and mag(gebruiker, "signaal.wegen", signaal):
        rij.append(
            _knop("signaal_wegen", _("Wegen"), signaal, stijl="hoofd", beletten=beletten_wegen(signaal))
        )
    elif signaal.staat not in WEEGBAAR and mag(gebruiker, "signaal.weging_zien", signaal):
        rij.append(_knop("signaal_weging", _("De weging lezen"), signaal))
    if signaal.staat in WEEGBAAR and mag(gebruiker, "signaal.beslissen", signaal):
        beletten = beletten_uitkomst(signaal, list(signaal.wegingen.all()))
        rij.append(_knop("signaal_beslissen", _("Uitkomst vaststellen"), signaal, beletten=beletten))
    if can_proceed(signaal.zet_op_lijst):
        rij += _van_de_burgemeester(gebruiker, signaal)
    if can_proceed(signaal.geef_acuut_door) and mag(gebruiker, "signaal.acuut", signaal):
        rij.append(_knop("signaal_acuut", _("Acuut doorgeven"), signaal, stijl="gevaar"))
    return rij


def knoppen_weging(gebruiker: Wie, signaal: Signaal) -> list[Knop]:
    """De knoppen bij de gelezen wegingen: wijzigen of besluiten."""
    hier = {"signaal_wegen": _("Uw weging wijzigen")}
    rij = [
        knop for knop in knoppen(gebruiker, signaal) if knop.naam not in {"signaal_weging", "signaal_acuut"}
    ]
    return [replace(knop, label=hier.get(knop.naam, knop.label), stijl="stil") for knop in rij]


def wegers(signaal: Signaal) -> list[tuple[str, Weging | None]]:
    """Wie al woog: naam en datum, nooit het advies (LR-07)."""
    gewogen = {weging.rol: weging for weging in signaal.wegingen.select_related("weger")}
    return [(str(rol.label), gewogen.get(rol.value)) for rol in Weging.Weger]


def _van_de_burgemeester(gebruiker: Wie, signaal: Signaal) -> list[Knop]:
    # Wie het niet mag, ziet de knop toch: zo is duidelijk op wie het signaal wacht.
    oordeel = mag(gebruiker, "signaal.op_lijst", signaal)
    beletten = beletten_nieuw(signaal.livc_id) if oordeel else [Belet(oordeel.uitleg, oordeel.regel)]
    rij = [_knop("signaal_op_lijst", _("Op de lijst zetten"), signaal, stijl="hoofd", beletten=beletten)]
    if mag(gebruiker, "signaal.afwijzen", signaal):
        rij.append(_knop("signaal_afwijzen", _("Niet op de lijst zetten"), signaal))
    return rij


def _knop(
    naam: str,
    label: str,
    signaal: Signaal,
    *,
    methode: str = "get",
    stijl: str = "stil",
    beletten: list[Belet] | None = None,
) -> Knop:
    adres = reverse(f"casus:{naam}", args=[signaal.pk])
    return Knop(naam, label, adres, methode, stijl, beletten=tuple(beletten or ()))  # type: ignore[arg-type]

"""Wat een LIVC nodig heeft om te werken. Niets over een casus: ook de beheerder leest dit (LR-31)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Overleg
from casus.voorwaarden.livc import beletten_bijeenroepen
from toegang.beleid import rollen_van, zichtbaar
from toegang.checks import LR56_VELDEN
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.rollen import KERN, Rol
from toegang.schermdelen import Merk

from .taak import Taak

DAGEN_MACHTIGING = 30
DAGEN_ZONDER_OVERLEG = 365


def taken(gebruiker: Gebruiker) -> list[Taak]:
    eigen = list(zichtbaar(gebruiker, "livc.zien", Livc.objects.filter(in_gebruik=True)))
    rollen = rollen_van(gebruiker)
    werkt_mee = KERN | {Rol.FUNCTIONARIS, Rol.BEHEERDER}
    return [
        *_gegevens(gebruiker),
        *_onvolledig(livc for livc in eigen if rollen[livc.pk] & werkt_mee),
        *_zonder_functionaris(gebruiker),
        *_machtigingen(gebruiker),
        *_lang_niet_samen(gebruiker, [livc for livc in eigen if rollen[livc.pk] & KERN]),
    ]


def _gegevens(gebruiker: Gebruiker) -> list[Taak]:
    """LR-56: zonder deze gegevens dient het platform niet in productie."""
    taken = []
    for livc in zichtbaar(gebruiker, "livc.gegevens", Livc.objects.filter(in_gebruik=True)):
        leeg = [label for veld, label in _labels().items() if not getattr(livc, veld)]
        if leeg:
            waarom = _("Nog niet ingevuld: %(velden)s.") % {"velden": ", ".join(leeg)}
            url = reverse("casus:livc_gegevens", args=[livc.pk])
            taken.append(
                Taak(
                    None,
                    _("Gegevens van %(livc)s") % {"livc": livc.naam},
                    waarom,
                    url,
                    _("Invullen"),
                    merk=_ontbreekt(),
                )
            )
    return taken


def _labels() -> dict[str, str]:
    return {veld: str(getattr(Livc._meta.get_field(veld), "verbose_name", veld)) for veld in LR56_VELDEN}


def _onvolledig(livcs: Iterable[Livc]) -> list[Taak]:
    """LR-10 en LR-61: waarom dit LIVC nu niets nieuws kan beginnen."""
    return [
        Taak(None, livc.naam, belet.uitleg, _blad(livc), _("Bekijken"), merk=_ontbreekt(), voorrang=True)
        for livc in livcs
        for belet in beletten_bijeenroepen(livc.pk)
    ]


def _zonder_functionaris(gebruiker: Gebruiker) -> list[Taak]:
    """LR-52 en LR-55: hangt alleen van de rollen af, nooit van een dossier dat erop wacht (LR-31)."""
    met = Lidmaatschap.objects.geldig(timezone.localdate()).filter(rol=Rol.FUNCTIONARIS).values("livc")
    livcs = Livc.objects.filter(in_gebruik=True).exclude(pk__in=met)
    return [
        Taak(
            None,
            _("Geef %(livc)s een functionaris") % {"livc": livc.naam},
            _(
                "Zonder hem gaat een tweede verlenging niet door, en vertrekt geen antwoord dat beperkt of weigert."
            ),
            _blad(livc),
            _("Aanduiden"),
            merk=_ontbreekt(),
            voorrang=True,
        )
        for livc in zichtbaar(gebruiker, "livc.leden", livcs)
    ]


def _machtigingen(gebruiker: Gebruiker) -> list[Taak]:
    """LR-11: op de dag dat de machtiging vervalt, is de toegang van de politie geschorst."""
    vandaag = timezone.localdate()
    leden = Lidmaatschap.objects.filter(
        Q(tot=None) | Q(tot__gte=vandaag),
        rol=Rol.POLITIE,
        machtiging_tot__lte=vandaag + timedelta(days=DAGEN_MACHTIGING),
        livc__in=zichtbaar(gebruiker, "livc.machtigingen", Livc.objects.filter(in_gebruik=True)),
    )
    return [
        Taak(
            lid.machtiging_tot,
            _("Veiligheidsmachtiging van de politie"),
            _("Op die dag stopt de toegang tot %(livc)s.") % {"livc": lid.livc.naam},
            _blad(lid.livc),
            _("Bekijken"),
        )
        for lid in leden.select_related("livc")
    ]


def _lang_niet_samen(gebruiker: Gebruiker, livcs: list[Livc]) -> list[Taak]:
    """LR-60: twaalf maanden zonder overleg. Een nieuw LIVC telt vanaf zijn eerste kernlid."""
    grens = timezone.localdate() - timedelta(days=DAGEN_ZONDER_OVERLEG)
    # Alleen het overleg dat deze persoon mag kennen: anders zwijgt dit bericht om een casus die hij niet kent (LR-23).
    samen = zichtbaar(gebruiker, "overleg.zien", Overleg.objects.filter(livc__in=livcs))
    laatste = dict(
        samen.filter(staat=Overleg.Staat.AFGEROND)
        .order_by()
        .values_list("livc")
        .annotate(Max("afgerond_op__date"))
    )
    begin: dict[object, date] = dict(
        Lidmaatschap.objects.filter(livc__in=livcs, rol__in=KERN).values_list("livc").annotate(Min("van"))
    )
    return [
        Taak(
            None,
            livc.naam,
            _("Het LIVC kwam twaalf maanden niet samen."),
            reverse("casus:overleggen"),
            _("Naar het overleg"),
            merk=Merk(_("let op"), "let-op"),
        )
        for livc in livcs
        if (laatste.get(livc.pk) or begin[livc.pk]) < grens
    ]


def _ontbreekt() -> Merk:
    return Merk(_("ontbreekt"), "let-op")


def _blad(livc: Livc) -> str:
    return reverse("casus:livc_blad", args=[livc.pk])

"""Wie meedoet verandert: rollen, diensten, machtigingen, uitsluitingen, en de tijd die voorbijgaat."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from casus.actions import wraking
from toegang.actions import gids, leden, voorstellen
from toegang.models import Organisatielid
from toegang.rollen import Rol

from .daden import Beurt, daad
from .toneel import NietsTeDoen

KERNROLLEN = {"burgemeester": Rol.BURGEMEESTER, "politie": Rol.POLITIE, "preventie": Rol.PREVENTIEAMBTENAAR}


def _kernrol(b: Beurt) -> tuple[str, Rol]:
    wie = b.gekozen("wie", lambda: b.r.choice((*b.zaak.kern, "vera")))
    return wie, KERNROLLEN.get(wie.rsplit(".", 1)[-1], Rol.BURGEMEESTER)


def _beheer(b: Beurt) -> str:
    return b.zaak.kern[0].replace("burgemeester", "beheer")


@daad
def rol_eindigt(b: Beurt) -> None:
    wie, rol = _kernrol(b)
    livc = b.toneel.livcs[b.zaak.livc]
    lid = b.mens(wie).lidmaatschappen.filter(livc=livc, rol=rol, tot=None).first()
    if lid is None:
        raise NietsTeDoen("rol")
    b.doe(_beheer(b), leden.beeindig, wie=wie, pk=lid.pk)


@daad
def rol_begint(b: Beurt) -> None:
    wie, rol = _kernrol(b)
    politie: dict[str, Any] = {}
    if rol == Rol.POLITIE:
        politie = {"machtiging": "geheim", "machtiging_tot": timezone.localdate() + timedelta(days=400)}
    mens, livc = b.mens(wie), b.toneel.livcs[b.zaak.livc]
    gegevens = {"email": mens.email, "naam": mens.naam, "rol": rol.value, "van": timezone.localdate()}
    b.doe(_beheer(b), leden.geef_rol, wie=wie, pk=livc.pk, **gegevens, **politie)


@daad
def machtiging_wijzigt(b: Beurt) -> None:
    """Een machtiging loopt maar tot een dag die dichtbij is; daarna is de toegang van de politie geschorst."""
    wie, livc = b.zaak.kern[1], b.toneel.livcs[b.zaak.livc]
    lid = b.mens(wie).lidmaatschappen.filter(livc=livc, rol=Rol.POLITIE, tot=None).first()
    if lid is None:
        raise NietsTeDoen("rol")
    dagen = b.gekozen("dagen", lambda: b.r.choice((2, 400)))
    tot = timezone.localdate() + timedelta(days=dagen)
    b.doe(
        _beheer(b),
        leden.vernieuw_machtiging,
        wie=f"{wie}|{tot.isoformat()}",
        pk=lid.pk,
        machtiging="geheim",
        machtiging_tot=tot,
    )


@daad
def dienst_verlaten(b: Beurt) -> None:
    wie = b.gekozen("wie", lambda: b.r.choice(b.zaak.gasten))
    livc = b.toneel.livcs[b.zaak.livc]
    b.doe(b.zaak.kern[2], gids.beeindig_lid, wie=wie, pk=livc.pk, lid=b.toneel.leden[wie])


@daad
def dienst_hervatten(b: Beurt) -> None:
    wie = b.gekozen("wie", lambda: b.r.choice(b.zaak.gasten))
    livc, mens = b.toneel.livcs[b.zaak.livc], b.mens(wie)
    lid = Organisatielid.objects.get(pk=b.toneel.leden[wie])
    gegevens = {"organisatie": lid.organisatie_id, "email": mens.email, "naam": mens.naam}
    b.doe(b.zaak.kern[2], gids.voeg_lid_toe, wie=wie, pk=livc.pk, **gegevens)


@daad
def tijd_verstrijkt(b: Beurt) -> None:
    b.toneel.verzet(days=b.gekozen("dagen", lambda: b.r.choice((0, 0, 1, 3))), hours=1)


@daad
def tot_het_overleg(b: Beurt) -> None:
    """Naar de dag van het laatste overleg, als die nog komt."""
    _pk, begin = b.zaak.een("overleg")
    if begin > b.toneel.nu:
        b.toneel.verzet(seconds=int((begin - b.toneel.nu).total_seconds()) + 1)


@daad
def rol_bevestigd(b: Beurt) -> None:
    """Een tweede persoon bevestigt een voorgestelde rol."""
    wie, rol = _kernrol(b)
    lid = b.mens(wie).lidmaatschappen.filter(rol=rol, tot=None, bevestigd_op=None).first()
    if lid is None:
        raise NietsTeDoen("rol")
    b.doe(b.zaak.kern[b.r.randrange(3)], voorstellen.bevestig, wie=wie, pk=lid.pk)


@daad
def uitsluiten(b: Beurt) -> None:
    """De burgemeester sluit iemand uit wegens een belangenconflict."""
    wie = b.gekozen("wie", lambda: b.r.choice((*b.zaak.kern[1:], *b.zaak.gasten, "vera")))
    gegevens = {"pk": b.zaak.een("casus"), "gebruiker": b.mens(wie).pk, "reden": "Familie."}
    if nieuw := b.doe(b.zaak.burgemeester, wraking.wraak, wie=wie, **gegevens):
        b.zaak.erbij("wraking", (nieuw.pk, wie))


@daad
def zich_uitsluiten(b: Beurt) -> None:
    """Iemand van de kern zegt zelf dat hij er niet bij mag zijn."""
    wie = b.gekozen("wie", lambda: b.r.choice((*b.zaak.kern[1:], "vera")))
    b.doe(wie, wraking.wraak_uzelf, wie=wie, pk=b.zaak.een("casus"))


@daad
def toelaten(b: Beurt) -> None:
    """De uitsluiting houdt op; wat iemand had, komt niet terug."""
    pk, wie = b.zaak.kies("wraking", b.r)
    b.doe(b.zaak.burgemeester, wraking.hef_op, wie=wie, pk=b.zaak.een("casus"), wraking=pk)

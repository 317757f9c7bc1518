"""Elk overleg in de agenda van wie er verwacht wordt, en eruit zodra dat verandert (LR-13, LR-23, LR-34).

Na elke handeling die iemand laat komen, gaan of verschuiven, legt `stem_af` wie verwacht wordt naast wat er al
vertrok. Het loopt onder een eigen naam: wie handelt, kent niet elk punt van het overleg (LR-23), en mag toch niemand
laten wachten op een overleg dat verschoof. Wat niet lukt, haalt de ronde van elke tien minuten in.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from casus import databank
from casus.models import Agendazending
from casus.models.agenda import AgendazendingQuerySet
from toegang import identiteit, post
from toegang.agendastuk import ZONE, Agendastuk, Methode
from toegang.berichten import Berichtsoort, Brief
from toegang.berichtteksten import Reden
from toegang.handeling import handeling
from toegang.models import Berichtkeuze, Gebruiker, Livc
from toegang.verantwoording import Systeemactor

AGENDA = Systeemactor("agenda")
BEWAARD = timedelta(days=30)
HERINNERINGEN = {
    0: Reden.OVERLEG_VANDAAG,
    1: Reden.OVERLEG_MORGEN,
    2: Reden.OVERLEG_OVERMORGEN,
}


@dataclass(frozen=True)
class _Bijwerken:
    """Eén keer na een transactie, hoeveel handelingen er ook in zaten."""

    livc_id: UUID

    def __call__(self) -> None:
        werk_bij(self.livc_id)


def stem_af_na_vastleggen(livc_id: UUID) -> None:
    """Roept niets zelf: de agenda's volgen zodra de handeling vastligt."""
    taak = _Bijwerken(livc_id)
    if all(wachtend[1] != taak for wachtend in connection.run_on_commit):
        transaction.on_commit(taak, robust=True)


def werk_alles_bij() -> int:
    """De ronde van elke tien minuten: ook wie een rol kreeg of verloor. Geeft hoeveel berichten vertrokken."""
    return sum(werk_bij(livc) for livc in Livc.objects.filter(in_gebruik=True).values_list("pk", flat=True))


def werk_bij(livc_id: UUID) -> int:
    """Stemt af en verstuurt wat wacht. Geeft hoeveel berichten vertrokken."""
    stem_af(livc_id)
    with identiteit.als(AGENDA):
        rijen = [
            rij for rij in _rijen(livc_id).wachtend() if not rij.actief or _keuze(rij.gebruiker_id).agenda
        ]
    return sum(_stuur(rij) for rij in rijen)


def stem_af(livc_id: UUID) -> None:
    """Legt wie verwacht wordt naast wat er al vertrok; verstuurt niets."""
    _stem_af(actor=AGENDA, livc_id=livc_id)


@handeling
def _stem_af(*, actor: Systeemactor, livc_id: UUID) -> None:
    databank.wacht_op_agenda(livc_id)
    nu = timezone.now()
    _rijen(livc_id).filter(begin__lt=nu - BEWAARD).delete()
    per_overleg: dict[UUID, list[databank.Verwacht]] = defaultdict(list)
    for verwacht in databank.agenda(livc_id):
        per_overleg[verwacht.overleg].append(verwacht)
    lopend = _rijen(livc_id).filter(actief=True, overleg__in=per_overleg)
    rijen: dict[UUID, dict[UUID, Agendazending]] = defaultdict(dict)
    for rij in lopend.select_for_update(of=("self",)):
        rijen[rij.overleg_id][rij.gebruiker_id] = rij
    for overleg, mensen in per_overleg.items():
        _stem_overleg_af(livc_id, mensen, rijen[overleg])


def _stem_overleg_af(
    livc_id: UUID, mensen: list[databank.Verwacht], rijen: dict[UUID, Agendazending]
) -> None:
    komt = {m.gebruiker for m in mensen if m.gebruiker and m.soort != "neen"}
    overleg = mensen[0]
    for wie in komt - rijen.keys():
        Agendazending.objects.create(
            livc_id=livc_id,
            overleg_id=overleg.overleg,
            gebruiker_id=wie,
            begin=overleg.begin,
            plaats=overleg.plaats,
            gewijzigd_op=timezone.now(),
        )
    neen = {m.gebruiker for m in mensen if m.soort == "neen"}
    for wie, rij in rijen.items():
        if wie not in komt:
            _haal_weg(rij, stil=wie in neen)
        elif (rij.begin, rij.plaats) != (overleg.begin, overleg.plaats):
            rij.begin, rij.plaats = overleg.begin, overleg.plaats
            rij.herinnerd_op = None
            _verhoog(rij, "begin", "plaats", "herinnerd_op")


def _haal_weg(rij: Agendazending, *, stil: bool) -> None:
    """Wie neen zei, krijgt daarna niets meer, ook geen intrekking (LR-20)."""
    rij.actief = False
    if stil:
        rij.gemeld_reeks = None
    _verhoog(rij, "actief", "gemeld_reeks")


def _verhoog(rij: Agendazending, *velden: str) -> None:
    rij.reeks, rij.gewijzigd_op, rij.pogingen = rij.reeks + 1, timezone.now(), 0
    rij.save(update_fields=[*velden, "reeks", "gewijzigd_op", "pogingen"])


def stuk_voor(wie: UUID, overleg: UUID) -> tuple[UUID | None, Agendastuk | None]:
    """De afspraak die bij een bericht aan deze persoon hoort, met haar rij; niets voor wie ze niet wil of niet kreeg."""
    with identiteit.als(AGENDA):
        rij = (
            Agendazending.objects.filter(gebruiker=wie, overleg=overleg)
            .order_by("-aangemaakt", "-pk")
            .first()
        )
        if rij is None:
            return None, None
        gekregen = rij.gemeld_reeks is not None and rij.gemeld_reeks < rij.reeks
        wil = _keuze(wie).agenda if rij.actief else gekregen
    return (rij.pk, _stuk(rij)) if wil else (None, None)


def noteer(pk: UUID, reeks: int, gelukt: bool) -> None:
    """Welke wijziging vertrok, of dat het niet lukte."""
    _noteer(actor=AGENDA, pk=pk, reeks=reeks, gelukt=gelukt)


@handeling
def _noteer(*, actor: Systeemactor, pk: UUID, reeks: int, gelukt: bool) -> None:
    rij = Agendazending.objects.select_for_update(of=("self",)).get(pk=pk)
    if gelukt:
        rij.gemeld_reeks, rij.pogingen = reeks, 0
    else:
        rij.pogingen += 1
    rij.save(update_fields=["gemeld_reeks", "pogingen"])


def herinner_alle(vandaag: date) -> int:
    """Eén bericht aan wie aan tafel verwacht wordt, hoogstens twee dagen vooraf. Geeft hoeveel er vertrokken.

    Nooit aan wie nog niet antwoordde: dat zou aansporen (LR-20, LR-22).
    """
    livcs = list(Livc.objects.filter(in_gebruik=True).values_list("pk", flat=True))
    return sum(_herinner(actor=AGENDA, livc_id=livc, vandaag=vandaag) for livc in livcs)


@handeling
def _herinner(*, actor: Systeemactor, livc_id: UUID, vandaag: date) -> int:
    aan_tafel = {(v.overleg, v.gebruiker) for v in databank.agenda(livc_id) if v.soort == "aan_tafel"}
    aantal = 0
    for rij in _rijen(livc_id).filter(actief=True, herinnerd_op=None).select_for_update(of=("self",)):
        reden = HERINNERINGEN.get((rij.begin.astimezone(ZONE).date() - vandaag).days)
        if reden is None or (rij.overleg_id, rij.gebruiker_id) not in aan_tafel:
            continue
        if _keuze(rij.gebruiker_id).herinnering_overleg:
            rij.herinnerd_op = vandaag
            rij.save(update_fields=["herinnerd_op"])
            post.na_vastleggen(Brief(Berichtsoort.HERINNERING_OVERLEG, reden=reden), _adres(rij.gebruiker_id))
            aantal += 1
    return aantal


def _stuur(rij: Agendazending) -> bool:
    soort = Berichtsoort.AGENDA_GEWIJZIGD if rij.gemeld_reeks is not None else Berichtsoort.AGENDA
    if not rij.actief:
        soort = Berichtsoort.AGENDA_VERVALT
    gelukt = post.verstuur(Brief(soort, agenda=_stuk(rij)), _adres(rij.gebruiker_id))
    noteer(rij.pk, rij.reeks, gelukt)
    return gelukt


def _stuk(rij: Agendazending) -> Agendastuk:
    methode = Methode.VRAAG if rij.actief else Methode.WEG
    return Agendastuk(methode, rij.uid, rij.reeks, rij.begin, rij.plaats, rij.gewijzigd_op)


def _rijen(livc_id: UUID) -> AgendazendingQuerySet:
    return Agendazending.objects.filter(livc=livc_id)


def _keuze(wie: UUID) -> Berichtkeuze:
    return Berichtkeuze.objects.filter(pk=wie).first() or Berichtkeuze(pk=wie)


def _adres(wie: UUID) -> str:
    return Gebruiker.objects.values_list("email", flat=True).get(pk=wie)

"""Toevallig voorstellen, instemmen, weggaan, bespreken, sluiten, tegenhouden, tekenen, en tijd die verstrijkt.

Na elke dag: niets overleeft zijn termijn zonder bewaarplicht, niets verdwijnt voor zijn termijn of zonder twee mensen, en
geen termijn reikt verder dan dertig jaar na het afsluiten (LR-52, LR-53). De termijn rekent de proef zelf na.
"""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casus.actions import afsluiten, bewaarplicht, bewaartermijn, verlenging, vernietiging
from casus.models import (
    Bewaarplicht,
    Bewaartermijn,
    Casus,
    Deelname,
    Verlenging,
    Vernietigingshandtekening,
    Vernietigingspunt,
)
from casus.voorwaarden.bewaartermijn import beletten_bespreken, bewaard_tot
from tests.factories import Stad, maak_casus, maak_deelname
from toegang import toekenningen
from toegang.uitzonderingen import NietVoldaan, Weigering

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-52", "LR-53")]
BEGIN = datetime(2027, 3, 1, 9, tzinfo=timezone.get_default_timezone())
DAGEN = (1, 30, 150, 366, 800, 4000)


class Loop:
    """Eén toevallige geschiedenis van één casus, met een eigen boekhouding van wat mag."""

    def __init__(self, stad: Stad, zaad: int, reis: Any) -> None:
        self.stad, self.r, self.reis = stad, random.Random(zaad), reis
        self.casus = maak_casus(stad, "in_traject")
        self.deelname = maak_deelname(stad, self.casus, stad.caw)
        self.gezien: list[str] = []
        self.gelukt: set[str] = set()
        self.tot = date.max
        self.gehouden = False

    def stap(self) -> None:
        daden: list[Callable[[], object]] = [
            self.stel_voor, self.verleng, self.verleng, self.stem_in, self.iedereen_stemt_in, self.leg_vast, self.kennis, self.bespreek,
            self.ga_weg, self.sluit, self.heropen, self.houd_tegen, self.hef_op, self.teken, self.teken, self.teken_allen,
        ]  # fmt: skip
        daad = self.r.choice(daden)
        self.gezien.append(daad.__name__)
        with suppress(NietVoldaan, Weigering, Vernietigingspunt.DoesNotExist), transaction.atomic():
            punt: Any = transaction.get_connection().atomic_blocks[-1]
            punt._from_testcase = True  # een handeling eist de buitenste transactie; dat is hier deze proef
            daad()
            self.gelukt.add(daad.__name__)
            if Bewaartermijn.objects.filter(casus=self.casus, staat="vastgelegd", verlenging__gte=1).exists():
                self.gelukt.add("verlengd")
        self.kijk_na()

    # -- wat mensen doen ----------------------------------------------------------------------------------------------

    def stel_voor(self) -> None:
        maanden = self.r.choice((1, 6, 12, 24, 60, 120, 360, 361))
        reden = self.r.choice(("", "Traag traject."))
        bewaartermijn.stel_voor(
            actor=self.stad.preventie,
            casus_pk=self.casus.pk,
            maanden=maanden,
            reden=reden,
            uitzonderlijk=True,
        )

    def verleng(self) -> None:
        """Wie het echt wil: een langere termijn, met een reden, en iedereen die er zit stemt in."""
        vast = self._maanden() or 1
        bewaartermijn.stel_voor(
            actor=self.stad.preventie,
            casus_pk=self.casus.pk,
            maanden=min(vast + self.r.choice((1, 6, 24)), 360),
            reden="Traag traject.",
            uitzonderlijk=True,
        )
        self.iedereen_stemt_in()
        for wie in self.r.sample((self.stad.burgemeester, self.stad.dpo), self.r.randint(0, 2)):
            for rij in Verlenging.objects.filter(casus=self.casus, vervallen_op=None):
                with suppress(NietVoldaan):
                    verlenging.neem_kennis(actor=wie, pk=rij.pk)

    def stem_in(self, wie: Any = None) -> None:
        termijnen = self.casus.bewaartermijn_set
        termijn = (
            termijnen.filter(staat="voorgesteld").first() or termijnen.filter(staat="vastgelegd").first()
        )
        if termijn:
            wie = wie or self.r.choice((*self.stad.kern, self.stad.caw))
            bewaartermijn.stem_in(actor=wie, casus_pk=self.casus.pk, termijn_pk=termijn.pk)

    def iedereen_stemt_in(self) -> None:
        for wie in (*self.stad.kern, self.stad.caw):
            with suppress(NietVoldaan, Weigering):
                self.stem_in(wie)

    def leg_vast(self) -> None:
        bewaartermijn.stel_vast(actor=self.stad.preventie, casus_pk=self.casus.pk)

    def kennis(self) -> None:
        rij = Verlenging.objects.filter(casus=self.casus, vervallen_op=None).last()
        if rij:
            verlenging.neem_kennis(actor=self.r.choice((self.stad.burgemeester, self.stad.dpo)), pk=rij.pk)

    def bespreek(self) -> None:
        self.casus.refresh_from_db()
        if self.casus.staat == "in_traject" and not beletten_bespreken(self.casus):
            Casus.objects.filter(pk=self.casus.pk).update(laatst_besproken_op=timezone.localdate())

    def ga_weg(self) -> None:
        """De deelnemer trekt zich terug, of komt weer aan tafel."""
        weg = Deelname.objects.filter(pk=self.deelname.pk, staat="aanvaard").update(staat="teruggetrokken")
        if weg:
            toekenningen.neem(self.stad.caw, self.casus)
        elif Deelname.objects.filter(pk=self.deelname.pk, staat="teruggetrokken").update(staat="aanvaard"):
            toekenningen.geef(self.stad.caw, toekenningen.DEELNEMEN, self.casus)

    def sluit(self) -> None:
        afsluiten.sluit_af(actor=self.stad.burgemeester, pk=self.casus.pk, reden="doel_bereikt")

    def heropen(self) -> None:
        noodzaak = "Er zijn nieuwe aanwijzingen die een opvolging nodig maken."
        afsluiten.heropen(actor=self.stad.burgemeester, pk=self.casus.pk, noodzaak=noodzaak)
        Casus.objects.filter(pk=self.casus.pk).update(staat="in_traject")

    def houd_tegen(self) -> None:
        tot = self.r.choice((None, timezone.localdate() + timedelta(days=self.r.choice(DAGEN))))
        bewaarplicht.leg_op(
            actor=self.stad.burgemeester, casus_pk=self.casus.pk, soort="gerecht", grond="Brief.", tot=tot
        )

    def hef_op(self) -> None:
        for plicht in Bewaarplicht.objects.filter(casus=self.casus, staat="lopend"):
            bewaarplicht.hef_op(actor=self.stad.dpo, pk=plicht.pk)

    def teken(self, wie: Any = None) -> None:
        punt = Vernietigingspunt.objects.filter(casus=self.casus, staat="voorgesteld").get()
        wie = wie or self.r.choice(
            (self.stad.burgemeester, self.stad.dpo, self.stad.preventie, self.stad.politie)
        )
        vernietiging.teken(actor=wie, pks=[punt.pk])

    def teken_allen(self) -> None:
        for wie in (self.stad.burgemeester, self.stad.dpo):
            with suppress(NietVoldaan, Weigering, Vernietigingspunt.DoesNotExist):
                self.teken(wie)

    def verstrijk(self) -> None:
        self.reis.move_to(timezone.now() + timedelta(days=self.r.choice(DAGEN)))
        with transaction.atomic():
            punt: Any = transaction.get_connection().atomic_blocks[-1]
            punt._from_testcase = True
            vernietiging.ronde()
        self.gezien.append("ronde")
        self.kijk_na(na_ronde=True)

    # -- wat altijd waar is ------------------------------------------------------------------------------------------

    def einde(self) -> date:
        """De termijn, met een ander rekenprogramma dan dat van het product."""
        casus = self.casus
        vast = Bewaartermijn.objects.filter(casus=casus, staat="vastgelegd").first()
        lokaal = [
            timezone.localdate(m) for m in (casus.afgesloten_op, casus.heropend_op, casus.aangemaakt) if m
        ]
        begin = casus.laatst_besproken_op or lokaal[0]
        tot = begin + relativedelta(months=vast.maanden if vast else 12)
        return min(tot, lokaal[0] + relativedelta(years=30)) if casus.afgesloten_op else tot

    def kijk_na(self, na_ronde: bool = False) -> None:
        self.casus.refresh_from_db()
        vandaag = timezone.localdate()
        if self.casus.staat == "vernietigd":
            bewijs = Vernietigingspunt.objects.get(casus=self.casus, staat="vernietigd")
            tekens = Vernietigingshandtekening.objects.filter(punt=bewijs)
            assert len({t.gebruiker_id for t in tekens}) >= 2, self.gezien
            assert len({t.rol for t in tekens}) >= 2, self.gezien
            assert bewijs.einde == self.tot, self.gezien
            assert not self.gehouden, self.gezien
            assert not self.casus.betrokkene_set.exists()
            return
        self.tot = self.einde()
        assert bewaard_tot(self.casus, self._maanden()) == self.tot, self.gezien
        self.gehouden = Bewaarplicht.objects.lopend().filter(casus=self.casus).exists()
        if self.casus.afgesloten_op:
            assert self.tot <= timezone.localdate(self.casus.afgesloten_op) + relativedelta(years=30)
        wacht = Vernietigingspunt.objects.filter(casus=self.casus, staat="voorgesteld").first()
        if na_ronde:
            # Niets overleeft zijn termijn ongezien: het staat op de lijst, tenzij een bewaarplicht loopt.
            assert bool(wacht) == (self.tot <= vandaag and not self.gehouden), self.gezien
        if wacht:
            assert wacht.einde == self.tot <= vandaag, self.gezien
            assert beletten_bespreken(self.casus)
            assert wacht.handtekeningen.count() < 2
        dubbel = Bewaartermijn.objects.filter(casus=self.casus, staat="vastgelegd", verlenging__gte=2)
        for termijn in dubbel:
            rij = Verlenging.objects.get(bewaartermijn=termijn)
            assert rij.burgemeester_id
            assert rij.functionaris_id
            assert rij.burgemeester_id != rij.functionaris_id

    def uitkomst(self) -> set[str]:
        return {
            naam
            for naam, waar in {
                "vernietigd": self.casus.staat == "vernietigd",
                "afgesloten": self.casus.afgesloten_op is not None,
                "bewaarplicht": "houd_tegen" in self.gelukt,
                "verlengd": "verlengd" in self.gelukt,
            }.items()
            if waar
        }

    def _maanden(self) -> int | None:
        return (
            Bewaartermijn.objects.filter(casus=self.casus, staat="vastgelegd")
            .values_list("maanden", flat=True)
            .first()
        )


def test_niets_overleeft_zijn_termijn_en_niets_verdwijnt_te_vroeg(stad: Stad) -> None:
    gebeurd: Counter[str] = Counter()

    @settings(
        max_examples=9,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(zaad=st.integers(0, 2**32))
    def speel(zaad: int) -> None:
        with time_machine.travel(BEGIN, tick=False) as reis, transaction.atomic():
            loop = Loop(stad, zaad, reis)
            loop.kijk_na()
            for _dag in range(7):
                for _i in range(5):
                    loop.stap()
                loop.verstrijk()
            gebeurd.update(loop.uitkomst())
            transaction.set_rollback(True)

    speel()
    # Een proef waarin nooit iets gebeurt, slaagt altijd.
    assert {"vernietigd", "bewaarplicht", "verlengd", "afgesloten"} <= gebeurd.keys(), gebeurd


@settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    dagen=st.tuples(*[st.none() | st.dates(date(2020, 1, 1), date(2060, 12, 31))] * 3),
    begonnen=st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    maanden=st.integers(1, 360),
)
def test_databank_en_toepassing_rekenen_hetzelfde_einde_uit(
    db: None, dagen: tuple[date | None, ...], begonnen: date, maanden: int
) -> None:
    def moment(dag: date | None) -> datetime | None:
        return (
            datetime(dag.year, dag.month, dag.day, 23, 30, tzinfo=timezone.get_default_timezone())
            if dag
            else None
        )

    besproken, gesloten, heropend = dagen
    casus = Casus(laatst_besproken_op=besproken, afgesloten_op=moment(gesloten), heropend_op=moment(heropend))
    casus.aangemaakt = moment(begonnen)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT casus_reken_einde(%s, %s, %s, %s, %s)",
            [besproken, casus.afgesloten_op, casus.heropend_op, casus.aangemaakt, maanden],
        )
        assert cursor.fetchone() == (bewaard_tot(casus, maanden),)

"""Stappen die in elk verhaal terugkomen: van signaal tot lijst, iemand aan tafel, een punt bespreken."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from casus import criteria, geheimhouding
from casus.actions import (
    bewaartermijn,
    deelname,
    inbreng,
    inzage,
    lijst,
    overleg,
    signaal,
    tafel,
    uitnodiging,
    voorbereiding,
    weging,
    zaal,
)
from casus.actions import casus as casussen
from casus.models import Agendapunt, Casus, Deelname, Inbreng, Overleg, Signaal
from toegang.models import Gebruiker

from .klok import Klok
from .mensen import Stad

JA = {"bron_zelf", "zorg_geweld", "kracht_naaste", "kracht_gesprek"}
NEE = {"zorg_daad", "hulp_volstaat"}


@dataclass(frozen=True)
class Persoon:
    """Een verzonnen persoon, en waarom zijn naam viel."""

    naam: str
    leeftijd: int
    feiten: str
    interpretatie: str = ""
    aanwijzingen: str = ""
    indicatoren: tuple[str, ...] = ("geweld_goedpraten",)


@dataclass(frozen=True)
class Verteller:
    """De stad en de klok samen: wie iets doet, en wanneer."""

    stad: Stad
    klok: Klok

    def gegevens(self, wie: Persoon, dagen: int) -> dict[str, Any]:
        geboren = self.klok.vandaag - timedelta(days=round(wie.leeftijd * 365.25) + 100)
        return {
            "persoon": {
                "naam": wie.naam,
                "geboortedatum": geboren.isoformat(),
                "gemeente": "Voorbeeldegem",
            },
            "feiten": wie.feiten,
            "interpretatie": wie.interpretatie,
            "waargenomen_op": self.klok.dag(dagen - 2),
            "dringendheid": Signaal.Dringendheid.GEWOON,
        }

    def registreer(self, wie: Persoon, dagen: int, kanaal: str = "gesprek", **velden: Any) -> Signaal:
        self.klok.zet(dagen, 9, 10)
        gegevens = self.gegevens(wie, dagen) | {"kanaal": kanaal} | velden
        return signaal.registreer(actor=self.stad["preventie"], livc=self.stad.livc, gegevens=gegevens)

    def weeg(self, pk: UUID, weger: str, advies: str, motivering: str) -> None:
        antwoorden = {
            code: {
                "antwoord": "ja" if code in JA else "nee" if code in NEE else "onbekend",
                "toelichting": "",
            }
            for code in criteria.codes()
        }
        wie = self.stad[weger]
        weging.open_weging(actor=wie, pk=pk, actie="signaal.wegen")
        weging.weeg(actor=wie, pk=pk, antwoorden=antwoorden, motivering=motivering, advies=advies)

    def besluit(self, pk: UUID, dagen: int, advies: str, reden: str) -> None:
        """Twee mensen wegen, de ene een dag na de andere, en komen tot dezelfde uitkomst (LR-07)."""
        self.klok.zet(dagen, 10)
        self.weeg(pk, "politie", advies, "Wij zien hetzelfde in wat er gebeurde.")
        self.klok.zet(dagen + 1, 9, 30)
        self.weeg(pk, "preventie", advies, "De feiten zijn duidelijk beschreven.")
        weging.beslis(actor=self.stad["preventie"], pk=pk, advies=advies, reden=reden)

    def op_lijst(self, wie: Persoon, dagen: int, kern: tuple[str, ...] | None = None) -> Casus:
        """Van signaal tot lijst in zes dagen; daarna aanvaardt de kern de geheimhouding."""
        melding = self.registreer(wie, dagen)
        reden = "Beide wegers zien genoeg feiten om samen te kijken."
        self.besluit(melding.pk, dagen + 1, "voordragen", reden)
        self.klok.zet(dagen + 5, 11)
        inzage.open_signaal(actor=self.stad["burgemeester"], pk=melding.pk)
        casus = lijst.zet_op_lijst(
            actor=self.stad["burgemeester"],
            pk=melding.pk,
            aanwijzingen=wie.aanwijzingen,
            indicatoren=list(wie.indicatoren),
            rechtsgrond=Casus.Rechtsgrond.LIVC_WET,
        )
        versie = geheimhouding.huidige().versie
        for naam in kern if kern is not None else ("preventie", "burgemeester", "politie"):
            casussen.aanvaard_geheimhouding(actor=self.stad[naam], pk=casus.pk, versie=versie)
            inzage.open_casus(actor=self.stad[naam], pk=casus.pk, onderdeel="overzicht")
        return casus

    def bereid_voor(self, casus: Casus, dagen: int, relatie: tuple[str, str]) -> None:
        self.klok.zet(dagen, 9)
        preventie = self.stad["preventie"]
        voorbereiding.start(actor=preventie, pk=casus.pk)
        gegevens = dict(zip(("naam", "verband"), relatie, strict=True))
        casussen.voeg_relatie_toe(actor=preventie, pk=casus.pk, gegevens=gegevens)
        casussen.wijs_regisseur_aan(actor=preventie, pk=casus.pk, regisseur=preventie.pk)

    def plan(self, gepland: int, dagen: int, *op_agenda: Casus) -> Overleg:
        """Roept op dag `gepland` een overleg bijeen voor dag `dagen`."""
        self.klok.zet(gepland, 13)
        preventie = self.stad["preventie"]
        moment = overleg.plan(
            actor=preventie,
            livc=self.stad.livc,
            begin=self.klok.moment(dagen, 14),
            plaats="Gemeentehuis Voorbeeldegem, zaal 2",
            voorzitter=self.stad["burgemeester"],
        )
        for casus in op_agenda:
            overleg.zet_op_agenda(actor=preventie, pk=moment.pk, casus_pk=casus.pk)
        return moment

    def zet_klaar(self, casus: Casus, moment: Overleg, *namen: str) -> list[Deelname]:
        return uitnodiging.bereid_voor(
            actor=self.stad["preventie"],
            pk=casus.pk,
            overleg=moment.pk,
            leden=[self.stad.lid(naam).pk for naam in namen],
            bijdrage="U kent jongeren en gezinnen in deze wijk.",
            dringend_reden="",
        )

    def nodig_uit(self, casus: Casus, moment: Overleg, *namen: str) -> dict[str, Deelname]:
        klaar = self.zet_klaar(casus, moment, *namen)
        uitnodiging.onderteken(
            actor=self.stad["burgemeester"], pk=casus.pk, deelnames=[rij.pk for rij in klaar]
        )
        return dict(zip(namen, klaar, strict=True))

    def aanvaard(self, dagen: int, rijen: dict[str, Deelname]) -> None:
        for uur, (naam, rij) in enumerate(rijen.items(), 10):
            self.klok.zet(dagen, uur)
            wie, versie = self.stad[naam], geheimhouding.huidige().versie
            deelname.aanvaard_geheimhouding(actor=wie, pk=rij.pk, versie=versie)
            deelname.aanvaard(actor=wie, pk=rij.pk)
            inzage.open_casus(actor=wie, pk=rij.casus_id, onderdeel="overzicht")

    def spreek_termijn_af(self, casus: Casus, dagen: int, *namen: str, maanden: int = 12) -> None:
        """Iedereen aan tafel stemt in; de laatste legt de termijn vast (LR-52)."""
        self.klok.zet(dagen, 15)
        termijn = bewaartermijn.stel_voor(
            actor=self.stad["preventie"], casus_pk=casus.pk, maanden=maanden, reden=""
        )
        for naam in ("burgemeester", "politie", *namen):
            bewaartermijn.stem_in(actor=self.stad[naam], casus_pk=casus.pk, termijn_pk=termijn.pk)

    def breng_in(
        self, casus: Casus, naam: str, tekst: str, *, concept: bool = False, **velden: Any
    ) -> Inbreng:
        gegevens = {
            "tekst": tekst,
            "bron": Inbreng.Bron.EIGEN,
            "over": None,
            "categorie": "leefgewoonten",
            "noodzaak": "",
            "niveau": Inbreng.Niveau.GEHEIM,
            "publiek": Inbreng.Publiek.TAFEL,
            "doorgave": False,
            "agendapunt": None,
            "lezers": [],
        } | velden
        wie = self.stad[naam]
        nieuw = inbreng.begin(actor=wie, casus_pk=casus.pk, pk=uuid7(), gegevens=gegevens)
        return nieuw if concept else inbreng.breng_in(actor=wie, pk=nieuw.pk)

    def houd_overleg(self, moment: Overleg, besluiten: dict[UUID, tuple[str, tuple[str, ...]]]) -> None:
        """Van openen tot sluiten; per casus één besluit, en wie van buiten de kern erbij was."""
        voorzitter = self.stad["burgemeester"]
        self.klok.zet((_dag(moment) - self.klok.vandaag).days, 14)
        tafel.open_overleg(actor=voorzitter, pk=moment.pk, herinnerd=True)
        for punt in Agendapunt.objects.filter(overleg=moment).order_by("volgorde"):
            tekst, gasten = besluiten[punt.casus_id]
            aanwezig: list[Gebruiker] = [*self.stad.kern, *(self.stad[naam] for naam in gasten)]
            tafel.begin_punt(actor=voorzitter, pk=punt.pk)
            tafel.noteer_aanwezigheid(actor=voorzitter, pk=punt.pk, aanwezig=[wie.pk for wie in aanwezig])
            tafel.noteer_besluit(actor=voorzitter, pk=punt.pk, tekst=tekst)
            zaal.bevestig_aanwezigheid(actor=voorzitter, pk=punt.pk, aanwezig=[wie.pk for wie in aanwezig])
            tafel.rond_punt_af(actor=voorzitter, pk=punt.pk)
        tafel.rond_overleg_af(actor=voorzitter, pk=moment.pk)


def _dag(moment: Overleg) -> date:
    return timezone.localtime(moment.begin).date()

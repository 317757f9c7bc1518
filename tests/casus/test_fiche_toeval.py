"""Toevallige aanwezigen, antwoorden, wijzigingen en vertrek: er gaat nooit iets weg zonder ieders ja op die tekst (LR-41).

Het model hieronder weet niets van de code: het houdt met de hand bij wie ja zei op de tekst die nu voorligt.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from casus.actions import deelname, ficheantwoord, ficheoverdracht
from casus.actions import fiche as acties
from casus.actions import inbreng as inbrengen
from casus.models import Aanwezigheid, Deelname, Ficheoverdracht
from tests.casus.fichehulp import Ficheplek, maak_plek, vers
from tests.factories import Stad
from tests.toeval.toneel import tijdelijk
from toegang import toekenningen
from toegang.uitzonderingen import NietVoldaan, Weigering

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-40", "LR-41", "LR-42")]
NAMEN = ("burgemeester", "politie", "preventie", "caw", "clb", "jeugdwerk")
GASTEN = ("caw", "clb", "jeugdwerk")
wie, gast = st.sampled_from(NAMEN), st.sampled_from(GASTEN)
STAP = st.one_of(
    st.tuples(st.just("ja"), wie),
    st.tuples(st.just("ja"), wie),
    st.tuples(st.just("allen"), st.just("")),
    st.tuples(st.just("neen"), wie),
    st.tuples(st.just("oude_ja"), wie),
    st.tuples(st.sampled_from(["herwerk", "leg_voor", "leg_voor", "maak_over", "maak_over"]), st.just("")),
    st.tuples(st.sampled_from(["vertrekt", "uitgesloten"]), gast),
    st.tuples(st.just("bron_weg"), st.just("")),
)


@dataclass
class Model:
    """Wat er waar is, volgens wie meeschrijft aan tafel."""

    erbij: frozenset[str]
    ja: set[str] = field(default_factory=set)
    neen: bool = False
    ligt_voor: bool = False
    weg: set[str] = field(default_factory=set)
    bron: bool = True
    vertrokken: bool = False

    @property
    def mag_weg(self) -> bool:
        return (
            self.ligt_voor
            and self.ja == self.erbij
            and not (self.neen or self.weg & self.erbij)
            and self.bron
        )


class Spel:
    def __init__(self, plek: Ficheplek, erbij: frozenset[str]) -> None:
        self.plek, self.model = plek, Model(erbij)
        mensen = [getattr(plek.stad, naam).pk for naam in erbij]
        Aanwezigheid.objects.update(aanwezig=False)
        for pk in mensen:
            Aanwezigheid.objects.update_or_create(
                agendapunt=plek.punt,
                gebruiker_id=pk,
                defaults={"aanwezig": True},
                create_defaults={"aanwezig": True, "casus": plek.casus, "livc": plek.stad.livc},
            )
        self.fiche = plek.concept()
        self.oud = "0" * 64

    def speel(self, stap: str, naam: str) -> None:
        daad: Callable[[str], bool] = getattr(self, stap)
        gelukt = False
        with suppress(NietVoldaan, Weigering):
            gelukt = daad(naam)
        if gelukt:
            self.noteer(stap, naam)

    def noteer(self, stap: str, naam: str) -> None:
        m = self.model
        if stap == "ja":
            m.ja.add(naam)
        elif stap == "neen":
            m.neen = True
        elif stap in ("herwerk", "leg_voor"):
            m.ja, m.neen, m.ligt_voor = set(), False, stap == "leg_voor"
        elif stap in ("vertrekt", "uitgesloten"):
            m.weg.add(naam)
        elif stap == "bron_weg":
            m.bron = False
        elif stap == "maak_over":
            m.vertrokken = True

    def ja(self, naam: str) -> bool:
        fiche = vers(self.fiche)
        ficheantwoord.keur_goed(actor=getattr(self.plek.stad, naam), pk=fiche.pk, hash=fiche.hash)
        return True

    def allen(self, _naam: str) -> bool:
        for naam in sorted(self.model.erbij):
            self.speel("ja", naam)
        return True

    def oude_ja(self, naam: str) -> bool:
        """Een antwoord op een vorige tekst mag nooit tellen."""
        with suppress(NietVoldaan, Weigering):
            ficheantwoord.keur_goed(actor=getattr(self.plek.stad, naam), pk=self.fiche.pk, hash=self.oud)
            pytest.fail("Een ja op een oude tekst telde mee.")
        return False

    def neen(self, naam: str) -> bool:
        fiche = vers(self.fiche)
        ficheantwoord.weiger(actor=getattr(self.plek.stad, naam), pk=fiche.pk, hash=fiche.hash)
        return True

    def herwerk(self, _naam: str) -> bool:
        oud = vers(self.fiche).hash
        acties.herwerk(actor=self.plek.stad.preventie, pk=self.fiche.pk)
        self.oud = oud
        return True

    def leg_voor(self, _naam: str) -> bool:
        return not acties.leg_voor(actor=self.plek.stad.preventie, pk=self.fiche.pk).geraakt

    def maak_over(self, _naam: str) -> bool:
        fiche, mocht = vers(self.fiche), self.model.mag_weg and not self.model.vertrokken
        gelukt = False
        with suppress(NietVoldaan, Weigering):
            gelukt = bool(
                ficheoverdracht.maak_over(
                    actor=self.plek.stad.politie, pk=fiche.pk, bestemmeling="ocad", hash=fiche.hash
                )
            )
        assert gelukt == mocht, (fiche.staat, self.model)
        return gelukt

    def vertrekt(self, naam: str) -> bool:
        persoon = getattr(self.plek.stad, naam)
        plaats = Deelname.objects.get(casus=self.plek.casus, gebruiker=persoon)
        deelname.trek_terug(actor=persoon, pk=plaats.pk)
        return True

    def uitgesloten(self, naam: str) -> bool:
        toekenningen.sluit_uit(getattr(self.plek.stad, naam), self.plek.casus)
        return True

    def bron_weg(self, _naam: str) -> bool:
        inbrengen.trek_in(actor=self.plek.stad.caw, pk=self.plek.vrij.pk)
        return True


@settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@example(erbij=frozenset(NAMEN), stappen=[("allen", ""), ("maak_over", "")])
@example(erbij=frozenset(NAMEN), stappen=[("allen", ""), ("vertrekt", "caw"), ("maak_over", "")])
@given(erbij=st.frozensets(wie, min_size=1), stappen=st.lists(STAP, min_size=4, max_size=14))
def test_er_gaat_niets_weg_zonder_ieders_ja_op_die_tekst(
    stad: Stad, erbij: frozenset[str], stappen: list[tuple[str, str]]
) -> None:
    with tijdelijk():
        spel = Spel(maak_plek(stad), erbij)
        for stap in [("leg_voor", ""), *stappen, ("maak_over", "")]:
            spel.speel(*stap)
            assert Ficheoverdracht.objects.exists() == spel.model.vertrokken
            assert (vers(spel.fiche).staat == "overgemaakt") == spel.model.vertrokken

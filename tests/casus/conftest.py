"""Wat meer dan één proef van het einde van een dossier nodig heeft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casus.actions import bewaartermijn
from casus.models import Bewaartermijn, Verlenging
from tests.casus.tafelhulp import leg_termijn_vast
from tests.factories import Stad, maak_casus


@pytest.fixture
def wacht_op_kennis(stad: Stad) -> Verlenging:
    """Een tweede verlenging waarmee de hele tafel instemde."""
    casus = maak_casus(stad, "in_traject", laatst_besproken_op=timezone.localdate() - timedelta(days=1))
    Bewaartermijn.objects.filter(pk=leg_termijn_vast(stad, casus).pk).update(verlenging=1)
    termijn = bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=24, reden="Traag.")
    for wie in (stad.burgemeester, stad.politie):
        bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=termijn.pk)
    return Verlenging.objects.get(bewaartermijn=termijn)

"""Eén verzonnen adres waarvan een bericht terugkwam."""

from django.utils import timezone

from toegang.models import Adresfout

from .mensen import Stad


def laad(stad: Stad) -> None:
    Adresfout.objects.create(gebruiker=stad["cato"], sinds=timezone.now(), code="5.1.1")

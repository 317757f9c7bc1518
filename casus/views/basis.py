"""Wat elk blad van een casus doet."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from casus.selectors.casus import wacht_op_geheimhouding
from toegang.verzoek import Verzoek


def geheimhouding_eerst[**P](
    view: Callable[Concatenate[Verzoek, P], HttpResponse],
) -> Callable[Concatenate[Verzoek, P], HttpResponse]:
    """Voor elk blad van een casus (`pk`): wie tot de kern hoort, aanvaardt eerst de geheimhouding (LR-30)."""

    @wraps(view)
    def blad(request: Verzoek, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        pk = kwargs["pk"]
        assert isinstance(pk, UUID)
        if wacht_op_geheimhouding(request.user, pk):
            return redirect("casus:geheimhouding", pk)
        return view(request, *args, **kwargs)

    return blad


def vanuit_de_pagina(request: HttpRequest) -> bool:
    """Of static/js/zaal.js dit stuurt, en dus alleen wil weten of het lukte."""
    return request.headers.get("X-Requested-With") == "notitie"

"""Welke dossiersleutels samen een casus uitmaken."""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import models

from casus.models import Casus
from toegang.versleuteld import Versleuteld


def modellen_met_eigen_sleutel() -> Iterator[type[models.Model]]:
    """Wat bij een casus hoort en onder een eigen sleutel staat: een persoon, een uitnodiging, een signaal, noodtoegang."""
    for model in apps.get_models():
        velden = [veld for veld in model._meta.fields if isinstance(veld, Versleuteld)]
        if any(veld.dossier == "id" for veld in velden) and hasattr(model, "casus_id"):
            yield model


def dossiers_van(casus: Casus) -> list[UUID]:
    """Wie een casus vernietigt, vernietigt elk van deze sleutels; één vergeten houdt dat deel leesbaar (LR-53)."""
    dossiers = [casus.pk]
    for model in modellen_met_eigen_sleutel():
        dossiers += model._default_manager.filter(casus=casus).values_list("pk", flat=True)
    return dossiers

"""De staat van een rij: alleen een overgang verandert hem (django-fsm, `protected=True`)."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django_fsm import FSMField, FSMFieldMixin


class Toestandveld(FSMField):
    """De staat van een rij, beschermd; voor een migratie is het gewone tekst.

    Een migratie kent geen overgangen. Met het veld van django-fsm erin luistert elk model dat zij onderweg namaakt
    naar elk volgend model, en duurt migreren langer naarmate er meer staten zijn (ADR 0026).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, protected=True, **kwargs)

    def deconstruct(self) -> Any:
        naam, _pad, args, kwargs = super().deconstruct()
        del kwargs["protected"]
        return naam, "django.db.models.CharField", args, kwargs


class MetToestand(models.Model):
    """Een model met een beschermde staat die toch opnieuw gelezen kan worden.

    In de plaats van `FSMModelMixin` van django-fsm. Die zet tijdens `refresh_from_db` de bescherming van het veld
    uit voor het hele proces: een andere draad kan dan schrijven wat hij wil, en is de rij weg (of verborgen door de
    rijbeveiliging), dan komt de bescherming nooit terug.
    """

    class Meta:
        abstract = True

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        """Lees de rij opnieuw. Raises: `DoesNotExist` wanneer ze er niet (meer) is; de staat blijft dan wat hij was."""
        velden = None if fields is None else list(fields)
        # Een veld dat nog geen waarde heeft mag er een krijgen: zo laadt django-fsm ook een rij uit de databank.
        oud = {
            veld.attname: self.__dict__.pop(veld.attname)
            for veld in self._meta.concrete_fields
            if isinstance(veld, FSMFieldMixin)
            and veld.attname in self.__dict__
            and (velden is None or veld.attname in velden)
        }
        try:
            super().refresh_from_db(using=using, fields=velden, from_queryset=from_queryset)
        except BaseException:
            self.__dict__.update(oud)
            raise

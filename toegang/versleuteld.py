"""De basis van een versleuteld modelveld: sluiten bij het bewaren, openen bij het lezen.

Het attribuut geeft gewone tekst, JSON of een datum; in de database staat alleen een envelop. De plaats van de
waarde (model, veld, rij, dossier) zit in de controle: een verplaatste envelop opent niet. Wie een model of veld
hernoemt, moet de waarden daarom in een migratie opnieuw versleutelen.
"""

from copy import deepcopy
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .uitzonderingen import SleutelFout

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class Envelop:
    """Een versleutelde waarde zoals ze uit de database komt. Toont zichzelf nooit als waarde."""

    __slots__ = ("ruw",)

    def __init__(self, ruw: bytes) -> None:
        self.ruw = ruw

    def __repr__(self) -> str:
        return "<versleuteld>"

    def __str__(self) -> NoReturn:
        # values() en values_list() geven enveloppen: liever een fout dan cijfertekst op een pagina.
        raise SleutelFout("Deze waarde is versleuteld; lees ze via het object.")


class Klaar:
    """Een leesbare waarde in het geheugen van een instantie. Weigert pickle, toont zich niet in een foutrapport."""

    __slots__ = ("waarde",)

    def __init__(self, waarde: Any) -> None:
        self.waarde = waarde

    def __repr__(self) -> str:
        return "<ontsleuteld>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Een object met ontsleutelde inhoud kan niet bewaard worden.")

    def __copy__(self) -> "Klaar":
        return Klaar(self.waarde)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Klaar":
        return Klaar(deepcopy(self.waarde, memo))


class OntsleutelBijLezen(DeferredAttribute):
    """Houdt in `__dict__` een Envelop, een Klaar of None; geeft altijd de leesbare waarde."""

    field: "Versleuteld"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        houder = super().__get__(instance, cls)
        if not isinstance(houder, Klaar):
            houder = Klaar(self.field.lees(instance, houder))
            instance.__dict__[self.field.attname] = houder
        return houder.waarde

    def __set__(self, instance: models.Model, waarde: Any) -> None:
        if waarde is not None and not isinstance(waarde, Envelop | Klaar):
            waarde = Klaar(self.field.keur(waarde))
        instance.__dict__[self.field.attname] = waarde


class Versleuteld(models.Field):  # type: ignore[type-arg]
    """Basis; gebruik een van de soorten in `velden`. `dossier` is het attribuut met de UUID van het dossier."""

    descriptor_class = OntsleutelBijLezen
    empty_values: ClassVar[list[Any]] = [None, "", {}, []]  # type: ignore[misc]

    def __init__(self, *args: Any, dossier: str = "casus_id", **kwargs: Any) -> None:
        self.dossier = dossier
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        naam, pad, args, kwargs = super().deconstruct()
        return naam, pad, args, {**kwargs, "dossier": self.dossier}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is versleuteld: zoeken kan alleen op een blinde index.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise FieldError(f"{self.name} is versleuteld: er valt niets uit af te leiden in de database.")

    # -- van en naar de database --------------------------------------------------------------------------------

    def from_db_value(self, waarde: Any, expression: Any, connection: Any) -> Envelop | None:
        return None if waarde is None else Envelop(bytes(waarde))

    def pre_save(self, model_instance: models.Model, add: bool) -> Envelop | None:
        houder = model_instance.__dict__.get(self.attname)
        if isinstance(houder, Klaar):
            return self.sluit(model_instance, houder.waarde)
        return houder  # ongelezen envelop of leeg: onveranderd terug

    def get_db_prep_value(self, value: Any, connection: "BaseDatabaseWrapper", prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Envelop):
            # update(veld="x") en bulk_update() slaan pre_save over en zouden leesbare tekst bewaren.
            raise TypeError(f"{self.name} is versleuteld: bewaar het object zelf.")
        return connection.Database.Binary(value.ruw)  # type: ignore[attr-defined]

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise SleutelFout(f"{self.name} is versleuteld en gaat niet mee in een uitvoer.")

    # -- sluiten en openen --------------------------------------------------------------------------------------

    def sluit(self, instance: models.Model, waarde: Any) -> Envelop | None:
        from . import sleutels  # pas hier: toegang.models gebruikt deze velden zelf

        if waarde in self.empty_values:
            return None
        return Envelop(
            sleutels.versleutel(self._dossier_id(instance), self.naar_bytes(waarde), self._plaats(instance))
        )

    def lees(self, instance: models.Model, houder: Envelop | None) -> Any:
        """Raises SleutelFout."""
        from . import sleutels

        if houder is None:
            return self.leeg()
        return self.van_bytes(
            sleutels.ontsleutel(self._dossier_id(instance), houder.ruw, self._plaats(instance))
        )

    def _dossier_id(self, instance: models.Model) -> UUID:
        dossier_id = getattr(instance, self.dossier)
        if not isinstance(dossier_id, UUID):
            raise SleutelFout(f"{self.model._meta.label}.{self.name}: geen dossier, dus geen sleutel.")
        return dossier_id

    def _plaats(self, instance: models.Model) -> bytes:
        if instance.pk is None:
            raise SleutelFout(f"{self.model._meta.label} heeft nog geen sleutelwaarde (pk).")
        return (
            f"{self.model._meta.label_lower}|{self.name}|{instance.pk}|{self._dossier_id(instance)}".encode()
        )

    # -- per soort ----------------------------------------------------------------------------------------------

    def leeg(self) -> Any:
        raise NotImplementedError

    def keur(self, waarde: Any) -> Any:
        return waarde

    def naar_bytes(self, waarde: Any) -> bytes:
        raise NotImplementedError

    def van_bytes(self, ruw: bytes) -> Any:
        raise NotImplementedError

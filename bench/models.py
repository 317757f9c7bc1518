"""Dezelfde rij, driemaal: kaal, gevolgd door django-auditlog, en gevolgd door django-pghistory."""

import pghistory
from auditlog.registry import auditlog
from django.db import models
from uuid_utils.compat import uuid7


class Rij(models.Model):
    """Zo breed als een agendapunt: sleutels, een toestand, een datum en een stuk cijfertekst."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    casus_id = models.UUIDField(default=uuid7)
    livc_id = models.UUIDField(default=uuid7)
    staat = models.CharField(max_length=20, default="gepland")
    tekst = models.TextField(default="Y2lqZmVydGVrc3Q" * 18)
    aangemaakt = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Kaal(Rij):
    """Niets luistert mee."""


class MetAuditlog(Rij):
    """django-auditlog schrijft een LogEntry via signalen van Django."""


@pghistory.track()
class MetHistorie(Rij):
    """django-pghistory schrijft een event via een trigger in de databank."""


auditlog.register(MetAuditlog)


class Kop(models.Model):
    """Waar de ketting van een LIVC eindigt: wie schrijft, vergrendelt deze rij tot zijn transactie vastligt."""

    livc_id = models.UUIDField(primary_key=True)
    nummer = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")


class Schakel(models.Model):
    """Een regel in een ketting: elke volgende draagt de hash van de vorige."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    livc_id = models.UUIDField()
    nummer = models.BigIntegerField()
    soort = models.CharField(max_length=40)
    actor_pseudoniem = models.BinaryField()
    casus_pseudoniem = models.BinaryField(null=True)
    object_pseudoniem = models.BinaryField(null=True)
    omhulling = models.BinaryField()
    hash = models.BinaryField()

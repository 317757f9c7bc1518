"""Adressen van het eigen logboek. In een adres staan alleen nummers (LR-34)."""

from django.urls import path

from .views import eigen

app_name = "logboek"
urlpatterns = [
    path("", eigen.lijst, name="lijst"),
    path("verificateur/", eigen.narekenen, name="narekenen"),
    path("<uuid:livc_id>/", eigen.blad, name="blad"),
    path("regel/<uuid:regel_id>/bewijs/", eigen.bewijs, name="bewijs"),
    path("regel/<uuid:regel_id>/gezien/", eigen.gezien, name="gezien"),
]

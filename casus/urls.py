"""Adressen van het casusoverleg. Nooit een naam of inhoud in een adres (LR-34): alleen een UUID."""

from django.urls import path

from .views import signaal

app_name = "casus"
urlpatterns = [
    path("signalen/", signaal.lijst, name="signalen"),
    path("signalen/nieuw/<uuid:livc_pk>/", signaal.nieuw, name="signaal_nieuw"),
    path("signalen/<uuid:pk>/", signaal.detail, name="signaal"),
]

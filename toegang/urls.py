"""Wat iemand zonder account kan openen: de link waarmee hij er zelf een maakt."""

from django.urls import path

from .views import uitnodiging

urlpatterns = [
    path("wachtwoord/", uitnodiging.wachtwoord, name="account_uitnodiging_wachtwoord"),
    path("tweede-stap/", uitnodiging.tweede_stap, name="account_uitnodiging_tweede_stap"),
    path("sleutel/", uitnodiging.met_sleutel, name="account_uitnodiging_sleutel"),
    path("link/<slug:sleutel>/", uitnodiging.link, name="account_uitnodiging"),
]

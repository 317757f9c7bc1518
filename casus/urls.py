"""Adressen van het casusoverleg."""

from django.urls import URLPattern

app_name = "casus"
urlpatterns: list[URLPattern] = []

"""Adressen van het toezicht."""

from django.urls import URLPattern

app_name = "toezicht"
urlpatterns: list[URLPattern] = []

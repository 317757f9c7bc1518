"""Hoe allauth zich hier gedraagt."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accountadapter(DefaultAccountAdapter):
    """Sluit zelfregistratie: accounts maakt de beheerder, niet de bezoeker."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

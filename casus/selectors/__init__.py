"""Wat iemand ziet. Een view krijgt een rij alleen langs hier, en elke functie vraagt om de gebruiker."""

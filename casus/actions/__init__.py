"""Wat iemand kan doen. Eén handeling = één functie: transactie, slot, beleid, voorwaarde, overgang, logboek."""

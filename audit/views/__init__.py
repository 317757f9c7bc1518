"""De pagina's van het toezicht: één bestand per onderwerp."""

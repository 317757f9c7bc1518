"""De formulieren van het toezicht: één bestand per onderwerp."""

"""Pagina's over het account zelf."""

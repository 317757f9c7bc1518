"""Bewijs door de machine: willekeurige geschiedenissen, en wat iemand daar wel of niet van merkt."""

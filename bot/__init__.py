"""Medguide: sourced answers about medicines, emergencies first."""

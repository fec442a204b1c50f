"""Rasa SDK actions: adapters between a tracker and the `Assistant`. No text, no SQL and no medicine logic here."""

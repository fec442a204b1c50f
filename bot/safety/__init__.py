"""Recognising an emergency, saying what to do about it, and holding back what must not go out."""

from bot.safety.card import card
from bot.safety.contacts import Contacts, contacts
from bot.safety.screen import ScreenContext, screen

__all__ = ["Contacts", "ScreenContext", "card", "contacts", "screen"]

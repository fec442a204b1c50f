"""What a person can do besides asking: each tool is a module, found here by the intent that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.answers.context import Entry, Need
from bot.answers.dose_times import INTENT as MISSED_DOSE
from bot.answers.personal import PROFILE
from bot.tools.consent import with_consent
from bot.tools.doctor_questions import INTENT as DOCTOR_QUESTIONS
from bot.tools.doctor_questions import compose_questions, takes_question
from bot.tools.interaction_check import compose_check
from bot.tools.medicine_list import CHECK
from bot.tools.missed_dose import compose_missed_dose
from bot.tools.my_data import (
    EXPORT,
    FORGET,
    INCOGNITO,
    compose_export,
    compose_forget,
    compose_incognito,
    takes_confirmation,
)
from bot.tools.profile import compose_profile
from bot.tools.without_doses import ENTRIES as WITHOUT_DOSES

TOOLS: Mapping[str, Entry] = MappingProxyType(
    {
        CHECK: Entry(compose_check, Need.ANY),
        MISSED_DOSE: Entry(compose_missed_dose),
        **WITHOUT_DOSES,
        PROFILE: with_consent(Entry(compose_profile, Need.ANY)),
        FORGET: Entry(compose_forget, Need.ANY, takes_confirmation),
        EXPORT: Entry(compose_export, Need.ANY),
        INCOGNITO: Entry(compose_incognito, Need.ANY),
        DOCTOR_QUESTIONS: with_consent(Entry(compose_questions, Need.ANY, takes_question)),
    }
)
"""Intent to the tool that answers it."""

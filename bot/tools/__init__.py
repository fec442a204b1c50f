"""What a person can do besides asking: each tool is a module, found here by the intent that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.answers.compared import COMPARISON
from bot.answers.context import Entry, Need
from bot.answers.dose_times import INTENT as MISSED_DOSE
from bot.answers.liquids import INTENT as DOSE
from bot.answers.log import LOG, SHOW
from bot.answers.personal import PROFILE
from bot.tools.comparison import compose_comparison
from bot.tools.consent import with_consent
from bot.tools.doctor_questions import INTENT as DOCTOR_QUESTIONS
from bot.tools.doctor_questions import compose_questions, takes_question
from bot.tools.hand_off import TALK, compose_hand_off, takes_hand_off
from bot.tools.interaction_check import compose_check
from bot.tools.liquid_amount import compose_amount, takes_amount
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
from bot.tools.reminders import INTENT as REMINDER
from bot.tools.reminders import REMINDERS
from bot.tools.show_log import compose_shown, takes_shown
from bot.tools.side_effect_log import compose_log, takes_log
from bot.tools.teach_back import INTENT as CHECK_QUESTION
from bot.tools.teach_back import TEACH_BACK
from bot.tools.without_doses import ENTRIES as WITHOUT_DOSES

TOOLS: Mapping[str, Entry] = MappingProxyType(
    {
        CHECK: Entry(compose_check, Need.ANY),
        **WITHOUT_DOSES,
        PROFILE: with_consent(Entry(compose_profile, Need.ANY)),
        FORGET: Entry(compose_forget, Need.ANY, takes_confirmation),
        EXPORT: Entry(compose_export, Need.ANY),
        INCOGNITO: Entry(compose_incognito, Need.ANY),
        DOCTOR_QUESTIONS: with_consent(Entry(compose_questions, Need.ANY, takes_question)),
        COMPARISON: Entry(compose_comparison, Need.ANY),
        MISSED_DOSE: Entry(compose_missed_dose),
        DOSE: Entry(compose_amount, takes=takes_amount),
        TALK: with_consent(Entry(compose_hand_off, Need.ANY, takes_hand_off), asks_itself=True),
        REMINDER: REMINDERS,
        CHECK_QUESTION: TEACH_BACK,
        LOG: with_consent(Entry(compose_log, Need.ANY, takes_log)),
        SHOW: Entry(compose_shown, Need.ANY, takes_shown),
    }
)
"""Intent to the tool that answers it."""

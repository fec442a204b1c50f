"""A hand-off as it goes out: what the person saw, no more, with the way to take it and to hand back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.model.record import HandOff
from bot.safety.rules import default_rules


@dataclass(frozen=True)
class Packet:
    """What people get."""

    hand_off: HandOff
    token: str
    """Lets whoever has it take the question, and hand back."""

    @property
    def reference(self) -> str:
        """The number by which `bot hand-off` knows it."""
        return str(self.hand_off.id)

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        item = self.hand_off
        return {
            "version": 1,
            "reference": self.reference,
            "asked_at": item.at.isoformat(),
            "answer_by": item.until.isoformat(),
            "for": item.whom or "not said",
            "question": item.question,
            "medicine": item.medicine,
            "product": item.product,
            "form": item.form,
            "strength": item.strength,
            "red_flags": {"level": item.level.value, "situations": list(item.situations)},
            "answered": {"topics": list(item.answers), "statements": list(item.facts)},
            "region": item.region,
            "take": f"/hand-off/{self.token}/take",
            "back": f"/hand-off/{self.token}/back",
        }

    def as_text(self) -> str:
        """For a reader."""
        item = self.hand_off
        rules = default_rules()
        whom = {"self": "the person who writes", "other": "somebody else"}.get(item.whom or "", "not said")
        named = ", ".join(text for text in (item.medicine, item.product, item.form, item.strength) if text)
        seen = "; ".join(rules.situation(each).title for each in item.situations)
        rows = (
            ("Reference", self.reference),
            ("Asked", f"{item.at:%Y-%m-%d %H:%M} UTC"),
            ("Answer by", f"{item.until:%Y-%m-%d %H:%M} UTC; after that the person is told that nobody answered"),
            ("It is about", whom),
            ("Medicine", named or "none named"),
            ("Red flags seen", f"{item.level.value}: {seen}" if seen else item.level.value),
            ("Answers were about, last one first", "; ".join(item.answers) or "nothing yet"),
            ("Country", item.region),
        )
        return "\n".join(
            (
                "Somebody who talks to Medguide asked for a person, and agreed that this is passed on.",
                "",
                *(f"{name}: {value}" for name, value in rows),
                "",
                "Their question, in their own words:",
                item.question,
                "",
                "To say that you have it:",
                f"  bot hand-off take {self.reference}",
                "To hand back, with an answer that they read with their next message:",
                f'  bot hand-off back {self.reference} --message "..."',
                "",
            )
        )

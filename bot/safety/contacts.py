"""Who to call, by region: data of `knowledge/contacts.yml`."""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content, Evidence

UNKNOWN_REGION = "unknown"


class Line(Content):
    """One number or line to call."""

    say: str
    """As it stands in a sentence after "call" ("Poison Help on 1-800-222-1222 (open day and night)")."""
    number: str | None = None
    hours: str | None = None
    evidence: Evidence


class Contacts(Content):
    """The lines of one region."""

    id: str
    name: str
    aliases: tuple[str, ...]
    """What people call it."""
    jurisdiction: str
    """Whose label and guidance lead in answers for the region."""
    emergency: Line
    poison: Line
    crisis: tuple[Line, ...]
    """Each `say` is a full instruction ("call or text 988")."""
    urgent_advice: Line | None = None
    violence: tuple[Line, ...] = ()
    report: Line | None = None
    """Where a side effect is reported."""
    leaflet: str
    """Where the official leaflet is found."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the region."""
        optional = [line for line in (self.urgent_advice, self.report) if line is not None]
        return (self.emergency, self.poison, *self.crisis, *self.violence, *optional)

    def fill(self, text: str) -> str:
        """Put the region's lines into the placeholders of a text (`{emergency}`, `{poison}`, `{crisis}`, ...).

        Args:
            text: Text with any of the placeholders, or none.
        """
        return (
            text.replace("{emergency}", self.emergency.say)
            .replace("{poison}", self.poison.say)
            .replace("{crisis}", ", or ".join(line.say for line in self.crisis))
            .replace("{violence}", ", or ".join(line.say for line in self.violence) or self.emergency.say)
            .replace("{urgent_advice}", f", or {self.urgent_advice.say}," if self.urgent_advice else "")
        )


class Regions(Content):
    """`contacts.yml`."""

    checked_on: str
    regions: tuple[Contacts, ...]


@lru_cache(maxsize=1)
def all_contacts() -> tuple[Contacts, ...]:
    """Every region, read once."""
    return read_yaml(CONTENT / "contacts.yml", Regions).regions


def contacts(region: str) -> Contacts:
    """The lines of a region.

    Args:
        region: `US`, `UK`, ...; one that is not known gets the lines that hold anywhere.
    """
    by_id = {known.id: known for known in all_contacts()}
    return by_id.get(region, by_id[UNKNOWN_REGION])


def region_named(text: str) -> str | None:
    """The region that a text is the name of ("britain" -> `UK`), or `None`."""
    wanted = text.strip().strip(".!?").lower().removeprefix("the ")
    return next((known.id for known in all_contacts() if wanted in (known.id.lower(), *known.aliases)), None)

"""Who to call, by region: data of `knowledge/contacts.yml`."""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Citation, Content, Evidence
from bot.model.safety import ENGLISH

UNKNOWN_REGION = "unknown"
SPANISH = "es"


class Line(Content):
    """One number or line to call."""

    say: str
    """As it stands in a sentence after "call" ("Poison Help on 1-800-222-1222 (open day and night)")."""
    number: str | None = None
    spanish: str | None = None
    """As it stands in a Spanish sentence after "llame al", where the number alone would not do."""
    hours: str
    """When it is open: "24 hours", "8am to 10pm", "unknown"."""
    hours_source: str | None = None
    """Where the hours were seen, if not where the number was."""
    evidence: Evidence

    def said_in(self, language: str) -> str:
        """The line as a sentence of that language names it."""
        return self.say if language == ENGLISH else self.spanish or self.number or self.say


class Contacts(Content):
    """The lines of one region."""

    id: str
    name: str
    aliases: tuple[str, ...]
    """What people call it."""
    jurisdiction: str
    """Whose label and guidance lead in answers for the region."""
    hours_from_utc: float = 0.0
    """Of the middle of the region, summer time left out: by it a day ends where nothing closer is known."""
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

    def fill(self, text: str, language: str = ENGLISH) -> str:
        """Put the region's lines into the placeholders of a text (`{emergency}`, `{poison}`, `{crisis}`, ...).

        Args:
            text: Text with any of the placeholders, or none.
            language: Of the text. In Spanish a line is its number, and of several crisis lines the first is named.
        """
        joint = ", or " if language == ENGLISH else ", o "
        crisis = [line.said_in(language) for line in self.crisis]
        violence = [line.said_in(language) for line in self.violence] or [self.emergency.said_in(language)]
        values = {
            "{emergency}": self.emergency.said_in(language),
            "{poison}": self.poison.said_in(language),
            "{crisis}": joint.join(crisis) if language == ENGLISH else crisis[0],
            "{crisis_line}": crisis[0],
            "{violence}": joint.join(violence) if language == ENGLISH else violence[0],
            "{urgent_advice}": f"{joint}{self.urgent_advice.said_in(language)}," if self.urgent_advice else "",
        }
        for placeholder, value in values.items():
            text = text.replace(placeholder, value)
        return text


class Regions(Content):
    """`contacts.yml`."""

    checked_on: str
    citations: tuple[Citation, ...]
    """Where the numbers were seen."""
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

"""What every PDF has: its font, its title, what it says of itself, and the number of each page.

Imported with the first PDF: the library takes half a second to load, and most conversations need none.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.answers.wording import Wording
from bot.language.moments import day_name

FONT = "DejaVu"
"""Covers Latin, Greek, Cyrillic, Arabic, Hebrew and some more. matplotlib, which Rasa brings along, has it."""
MARGIN = 15
LINE = 5.5
"""Millimetres, as all sizes here; a font's are in points."""
INK = (33, 37, 41)
FAINT = (108, 117, 125)
RULE = (206, 212, 218)
_LAST_PLAIN = 0x058F
"""The last letter of the scripts that need no shaping (Latin, Greek, Cyrillic, Armenian)."""
_MISSING = "\u25af"
"""Stands for a letter that the font does not have."""


class Paper(FPDF):
    """A document of one title.

    Args:
        title: What it is.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """

    def __init__(self, title: str, wording: Wording, made: datetime) -> None:
        super().__init__(format="A4")
        self._wording = wording
        self.has_missing = False
        for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font(FONT, style, _fonts() / name)
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, margin=MARGIN + 8)
        self.set_title(title)
        self.set_creator(wording.say("paper_made_with"))
        self.set_creation_date(made)
        self.add_page()
        self.say(title, size=18, bold=True)
        self.say(wording.say("paper_made", day=day_name(made.date(), year=True)), size=9, colour=FAINT)
        self.say(wording.say("paper_own_notes"), size=9, colour=FAINT)
        self.ln(4)

    def footer(self) -> None:
        """At the bottom of each page: what it is, and its number."""
        self.set_y(-MARGIN)
        self.set_font(FONT, size=8)
        self.set_text_color(*FAINT)
        self.cell(self.epw / 2, 5, self._wording.say("paper_foot"))
        page = self._wording.say("paper_page", page=self.page_no(), pages="{nb}")
        self.cell(self.epw / 2, 5, page, align="R")

    def say(self, text: str, *, size: float = 10, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        """A paragraph.

        Args:
            text: What it says.
            size: Of the letters, in points.
            bold: Whether it is bold.
            colour: Of the letters.
        """
        self.write_in(size, bold=bold, colour=colour)
        text = self.shown(text)
        self.shape(text)
        self.multi_cell(0, size * 0.52, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")

    def shape(self, text: str) -> None:
        """Has letters joined, and set from the right, where a text needs that: it takes several times as long.

        Args:
            text: What is written next.
        """
        self.set_text_shaping(any(ord(letter) > _LAST_PLAIN or unicodedata.combining(letter) for letter in text))

    def write_in(self, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        """Sets the letters of what follows.

        Args:
            size: In points.
            bold: Whether they are bold.
            colour: Their colour.
        """
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*colour)

    def shown(self, text: str) -> str:
        """A text as it can be shown: on one line, a box for each letter that the font does not have.

        Args:
            text: Anything that somebody typed.
        """
        known = _letters()
        letters = []
        for letter in " ".join(unicodedata.normalize("NFC", text).split()):
            if unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co"):
                continue
            has = ord(letter) in known or unicodedata.category(letter) in ("Cf", "Mn")
            self.has_missing = self.has_missing or not has
            letters.append(letter if has else _MISSING)
        return "".join(letters)

    def finished(self) -> bytes:
        """The document, with a word on letters that could not be shown."""
        if self.has_missing:
            self.ln(3)
            self.say(self._wording.say("paper_missing"), size=8, colour=FAINT)
        return bytes(self.output())


def _fonts() -> Path:
    spec = find_spec("matplotlib")  # is looked for, and not imported
    if spec is None or spec.origin is None:
        raise FileNotFoundError("matplotlib, which has the font, is not installed")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The letters that the font has."""
    with TTFont(_fonts() / "DejaVuSans.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())

"""How well messages are understood: measured through the trained graph, on sentences that it was never trained on."""

from pathlib import Path

RESULTS = Path("results") / "understanding"
"""Where reports are written."""

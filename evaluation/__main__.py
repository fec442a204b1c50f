"""`python -m evaluation`: every measurement; fails where one of them does."""

from __future__ import annotations

import sys

from evaluation import answers
from evaluation.interactions.__main__ import main as interactions
from evaluation.safety.__main__ import main as safety
from evaluation.understanding.__main__ import main as understanding

if __name__ == "__main__":
    sys.exit(max(safety(), understanding(), answers.main(), interactions()))

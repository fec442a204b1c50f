"""Learning what does not depend on the content: only `bot learn` and the evaluation import this."""

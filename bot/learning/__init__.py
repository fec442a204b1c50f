"""Learning what does not depend on the content: only the set-up and the evaluation import this."""

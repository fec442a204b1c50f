"""A question and the knowledge -> an answer as data; and its plain-text rendering."""

"""Reading text: pure functions from what a person typed to what it names. Knows nothing of Rasa or of any file."""

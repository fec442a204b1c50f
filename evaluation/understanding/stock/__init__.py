"""Our pipeline beside those that Rasa brings along: trained on the same examples, measured on the same sets."""

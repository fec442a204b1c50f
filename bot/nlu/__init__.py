"""Rasa graph components: one class per file, each an adapter of the product's own code."""

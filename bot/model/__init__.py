"""The nouns of the product. Pure data: nothing here reads a file, a database or the clock."""

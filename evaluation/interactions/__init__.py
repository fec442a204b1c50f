"""Whether the interaction check says the right thing of a pair: measured on pairs written from the sources, by hand."""

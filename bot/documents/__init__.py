"""What a person can take along of what is kept of them."""

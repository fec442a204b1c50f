"""What keeps people's words where they belong."""

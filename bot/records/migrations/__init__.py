"""The tables of `bot.records`, version by version."""

"""What stands between a person and the agent: identity, limits, buttons, pages. Imports nothing above the actions."""

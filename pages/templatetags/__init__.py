"""The front door's tags for templates."""

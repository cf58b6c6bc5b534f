"""Questions about the practice; a module for each concept."""

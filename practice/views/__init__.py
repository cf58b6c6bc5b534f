"""What the practice's addresses answer; a module for each concept."""

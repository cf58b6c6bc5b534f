"""What changes what the practice says about itself; a module for each concept."""

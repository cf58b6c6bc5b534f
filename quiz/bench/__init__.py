"""The test bench: proves an edition of the quiz before patients meet it, and compares it with the one they have."""

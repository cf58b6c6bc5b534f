"""The pages of the pain quiz."""

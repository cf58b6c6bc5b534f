"""Proves that a site of the previous release goes on with this one, and that nothing in it is lost."""

"""Notices as they are read: which words, for whom, since when."""

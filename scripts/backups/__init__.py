"""Proves that a backup made while the site is written to comes back to the byte. Used by tests/backups too."""

"""The whole site in one sealed file, and back: database and media, never the keys. See docs/backup.md."""

"""What a person who runs the site is told about it while it runs. See docs/watching.md."""

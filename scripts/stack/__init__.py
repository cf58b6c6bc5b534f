"""Runs the whole of docs/deploy.md on one machine, as it would stand on a server, and tries it hard."""

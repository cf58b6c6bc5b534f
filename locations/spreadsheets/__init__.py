"""Offices and their special hours as CSV files that staff edit in a spreadsheet program."""

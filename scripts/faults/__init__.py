"""Breaks a running site on purpose while patients send requests, and counts what was lost or came twice."""

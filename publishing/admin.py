"""The staff's desk for published pages."""

"""Makes the sample patient forms: accessible PDF files that can be filled in on a screen or with a pen."""

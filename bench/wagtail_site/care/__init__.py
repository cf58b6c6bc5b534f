"""An app for the site that `wagtail start` makes: a treatment as its tutorial would have it."""

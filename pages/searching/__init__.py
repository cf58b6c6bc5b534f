"""The site search: what is kept of each page, what was meant, what is found, in which order, how it is shown."""

"""What a browser may do with a PDF of ours: the Content-Security-Policy of a file, not of a page."""

# A file to be saved. Whoever opens it here all the same gets it shut in.
SAVED = "default-src 'none'; sandbox"

# A file that is read in the browser, and written by us. Whether a PDF is shown in a sandbox, and whether its links work
# there, is each browser's choice; so it has none.
READ = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

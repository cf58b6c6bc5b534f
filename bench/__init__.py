"""How fast the site is beside the least that Django can do, measured in the same minute on the same machine."""

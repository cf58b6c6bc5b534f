"""`make quality`: what other people's tools say of the site as it is really served."""

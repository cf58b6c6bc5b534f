"""Fires hostile input at every address, parameter, header and field of a running site, and judges each answer."""

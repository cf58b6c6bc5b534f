"""Whole addresses in templates."""

from django import template

from publishing.addresses import absolute

register = template.Library()
register.filter("absolute", absolute)

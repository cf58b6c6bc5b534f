"""Telephone numbers as people write them."""

from django import template

from appointments.staff_words import national

register = template.Library()
register.filter("national", national)

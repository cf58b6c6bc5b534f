"""How to reach us: appointment requests, contact messages, the staff inbox, mail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppointmentsConfig(AppConfig):
    name = "appointments"
    verbose_name = _("Requests and messages")

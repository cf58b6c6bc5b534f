"""Where patients ask for an appointment, come back to it, and write to us."""

from django.urls import path

from appointments.views import contact, manage, requests

app_name = "appointments"
urlpatterns = [
    path("appointments/request/", requests.request_appointment, name="request_appointment"),
    path("appointments/received/", requests.request_received, name="request_received"),
    path("appointments/manage/<str:token>/", manage.manage_request, name="manage_request"),
    path("appointments/manage/<str:token>/visit.ics", manage.visit_calendar, name="visit_calendar"),
    path("contact/", contact.contact, name="contact"),
    path("contact/received/", contact.message_received, name="message_received"),
]

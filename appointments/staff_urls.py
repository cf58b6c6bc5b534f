"""The staff's inbox, address by address."""

from django.urls import path

from appointments.views import staff_messages, staff_requests

app_name = "staff"
urlpatterns = [
    path("", staff_requests.board, name="board"),
    path("requests/<slug:reference>/", staff_requests.request_detail, name="request_detail"),
    path("messages/", staff_messages.message_list, name="message_list"),
    path("messages/<slug:reference>/", staff_messages.message_detail, name="message_detail"),
]

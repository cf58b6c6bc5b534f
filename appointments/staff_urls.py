"""The staff's inbox, address by address."""

from django.urls import path

from appointments.views import staff_actions, staff_bulk, staff_export, staff_messages, staff_requests

app_name = "staff"
urlpatterns = [
    path("", staff_requests.board, name="board"),
    path("find/", staff_requests.find, name="find"),
    path("chosen/", staff_bulk.chosen, name="chosen"),
    path("export/", staff_export.export_requests, name="export_requests"),
    path("requests/<slug:reference>/", staff_requests.request_detail, name="request_detail"),
    path("requests/<slug:reference>/status/", staff_actions.change_status, name="change_status"),
    path("requests/<slug:reference>/assign/", staff_actions.assign, name="assign"),
    path("requests/<slug:reference>/move/", staff_actions.move, name="move"),
    path("requests/<slug:reference>/calls/", staff_actions.log_call, name="log_call"),
    path("requests/<slug:reference>/notes/", staff_actions.add_note, name="add_note"),
    path("requests/<slug:reference>/checked/", staff_actions.mark_checked, name="mark_checked"),
    path("requests/<slug:reference>/new-link/", staff_actions.new_link, name="new_link"),
    path("requests/<slug:reference>/end-links/", staff_actions.end_links, name="end_links"),
    path("requests/<slug:reference>/fhir/", staff_export.export_fhir, name="export_fhir"),
    path("messages/", staff_messages.message_list, name="message_list"),
    path("messages/<slug:reference>/", staff_messages.message_detail, name="message_detail"),
    path("messages/<slug:reference>/status/", staff_messages.answer, name="answer_message"),
    path("messages/<slug:reference>/assign/", staff_messages.assign, name="assign_message"),
    path("messages/<slug:reference>/checked/", staff_messages.mark_checked, name="mark_message_checked"),
]

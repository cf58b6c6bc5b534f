"""Addresses of the finder and of the offices."""

from django.urls import path, register_converter

from locations import views
from locations.converters import StateConverter

app_name = "locations"
register_converter(StateConverter, "state")

urlpatterns = [
    path("locations/", views.location_list, name="location_list"),
    path("locations/near-me/", views.locations_near_me, name="locations_near_me"),
    path("locations/suggestions/", views.suggestions, name="suggestions"),
    path("locations/<state:state>/", views.state_list, name="state_list"),
    path("locations/<slug:slug>/", views.location_detail, name="location_detail"),
]

"""Addresses of the list of providers and of each."""

from django.urls import path

from providers import views

app_name = "providers"

urlpatterns = [
    path("providers/", views.provider_list, name="provider_list"),
    path("providers/<slug:slug>/", views.provider_detail, name="provider_detail"),
]

"""Addresses of treatments and conditions."""

from django.urls import path

from treatments import views

app_name = "treatments"

urlpatterns = [
    path("treatments/", views.treatment_list, name="treatment_list"),
    path("treatments/compare/", views.treatment_compare, name="treatment_compare"),
    path("treatments/<slug:slug>/", views.treatment_detail, name="treatment_detail"),
    path("conditions/", views.condition_list, name="condition_list"),
    path("conditions/<slug:slug>/", views.condition_detail, name="condition_detail"),
]

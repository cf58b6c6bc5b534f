"""Addresses of the practice's own style."""

from django.urls import path

from practice import views

app_name = "practice"

urlpatterns = [path("brand.css", views.brand_stylesheet, name="brand_stylesheet")]

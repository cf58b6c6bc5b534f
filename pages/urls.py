"""Addresses of the front door."""

from django.urls import path

from pages import views
from pages.guide.views import guide, guide_pdf
from pages.notice_document import notice_document

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("guide/", guide, name="guide"),
    path("guide.pdf", guide_pdf, name="guide_pdf"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("notices/<slug:slug>.pdf", notice_document, name="notice_document"),
]

"""Addresses under /sign-in/. Their names are allauth's, which looks for them."""

from allauth.account.views import login, reauthenticate
from django.urls import include, path

from clinic_site.sign_in import views

urlpatterns = [
    path("", login, name="account_login"),
    path("out/", views.sign_out, name="account_logout"),
    path("password-again/", reauthenticate, name="account_reauthenticate"),
    path("still-here/", views.still_here, name="still_here"),
    path("second-step/", include("allauth.mfa.urls")),
]

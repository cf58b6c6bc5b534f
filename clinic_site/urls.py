"""Every address of the site, app by app."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from clinic_site.health import healthz, readyz
from clinic_site.media import media
from clinic_site.sitemaps import SITEMAPS
from publishing.page_cache import public_page

urlpatterns = [
    path("", include("pages.urls")),
    path("", include("appointments.urls")),
    path("staff/", include("appointments.staff_urls")),
    path("", include("quiz.urls")),
    path("", include("providers.urls")),
    path("", include("locations.urls")),
    path("", include("treatments.urls")),
    path("", include("practice.urls")),
    path("sitemap.xml", public_page()(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("media/pictures/<path:path>", media, name="media"),
    path("sign-in/", include("clinic_site.sign_in.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "clinic_site.refusing.bad_request"
handler403 = "clinic_site.refusing.permission_denied"
handler404 = "pages.views.page_not_found"
handler500 = "clinic_site.failing.server_error"
handler429 = "clinic_site.sign_in.views.too_many"

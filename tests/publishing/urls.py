"""Addresses for tests of the page cache: the smallest views that show one behaviour each."""

from django.http import Http404, HttpResponse
from django.urls import include, path

from publishing.page_cache import public_page
from treatments.models import Condition

seen = []


@public_page()
def titles(request):
    """Shows content, long enough to be worth compressing."""
    seen.append(request)
    names = ", ".join(Condition.objects.published().values_list("title", flat=True))
    return HttpResponse(f"<p>{names}</p>" + "<p>words</p>" * 100)


@public_page(parameters=("q", "t"))
def echo(request):
    """Shows every part of the query it can see."""
    seen.append(request)
    return HttpResponse(f"{request.GET.urlencode()}|{request.META['QUERY_STRING']}|{request.get_full_path()}")


@public_page()
def visitor(request):
    """Shows everything it can learn about who is asking."""
    known = [request.COOKIES, request.META.get("HTTP_COOKIE"), request.headers.get("Cookie"), request.user]
    return HttpResponse(repr(known))


@public_page()
def setting_a_cookie(request):
    response = HttpResponse("hello")
    response.set_cookie("flavour", "oat")
    return response


@public_page()
def reading_the_session(request):
    return HttpResponse(f"basket: {request.session.get('basket')}")


@public_page()
def writing_the_session(request):
    request.session["basket"] = 1
    return HttpResponse("hello")


@public_page()
def missing(request):
    seen.append(request)
    raise Http404


@public_page()
def broken(request):
    return HttpResponse("sorry", status=500)


def private(request):
    return HttpResponse("private")


def stored(request):
    return HttpResponse("kept by itself", headers={"Cache-Control": "public, max-age=31536000, immutable"})


urlpatterns = [
    path("titles/", titles),
    path("echo/", echo),
    path("visitor/", visitor),
    path("cookie/", setting_a_cookie),
    path("session/", reading_the_session),
    path("session/write/", writing_the_session),
    path("missing/", missing),
    path("broken/", broken),
    path("private/", private),
    path("stored/", stored),
    path("", include("clinic_site.urls")),
]

handler404 = "pages.views.page_not_found"
handler500 = "pages.views.server_error"

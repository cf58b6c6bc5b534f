"""Which pages there are, and what is in them, read from the running site."""

import re
import urllib.error
import urllib.request
from xml.etree import ElementTree

MILD = "/treatments/minimally-invasive-lumbar-decompression/"
COMPARISON = "/treatments/compare/?t=minimally-invasive-lumbar-decompression&t=epidural-steroid-injection"
# Pages that tell search engines to stay away, as results of a search should.
NOT_INDEXED = ("/locations/?q=21701", "/locations/?q=Springfield", "/locations/?q=Harisburg")
# What a sitemap does not list, because search engines have no business there.
UNLISTED = (
    COMPARISON,
    "/treatments/compare/",
    "/treatments/?area=lower-back",
    *NOT_INDEXED,
    "/locations/?q=2170",
    "/locations/?q=Maryland&state=PA",
    "/locations/?treatment=minimally-invasive-lumbar-decompression&saturday=on",
    "/providers/?language=ko&state=MD",
    "/providers/?language=ar&state=PA",
    "/providers/?treatment=nothing",
    "/insurance/?state=VA&q=sample",
    "/insurance/?q=zebra",
    "/guide/?state=MD",
    "/guide/?treatment=minimally-invasive-lumbar-decompression",
    "/guide/?state=ZZ",
    "/search/",
    "/search/?q=back+pain",
    "/search/?q=Fredrick",
    "/search/?q=diario+del+dolor",
    "/search/?q=xyzzy",
    "/notices/balance-billing/?state=VA",
    "/notices/language-assistance/?lang=ar&state=MD",
    "/notices/privacy-practices/versions/1/",
    "/nowhere/",
)
LIGHTHOUSE_PAGES = (
    "/",
    MILD,
    "/treatments/",
    "/conditions/",
    COMPARISON,
    "/conditions/lumbar-spinal-stenosis/",
    "/locations/",
    *NOT_INDEXED,
    "/locations/maryland/",
    "/locations/frederick/",
    "/providers/",
    "/providers/alex-sample/",
    "/guide/",
    "/pain-quiz/",
    "/notices/language-assistance/",
    "/notices/privacy-practices/",
)


def paths_of(url: str) -> list[str]:
    """The path of every page in the sitemap of the site at `url`, then the unlisted ones."""
    namespace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    sitemap = ElementTree.fromstring(read(f"{url}/sitemap.xml"))
    listed = [location.text.removeprefix(url) for location in sitemap.iterfind("s:url/s:loc", namespace)]
    return [*listed, *UNLISTED]


def stylesheets_of(html: str) -> set[str]:
    """The paths of the stylesheets a page links to."""
    links = re.findall(r"<link\b[^>]*>", html)
    return {found.group(1) for link in links if "stylesheet" in link and (found := re.search(r'href="([^"]+)"', link))}


def read(address: str) -> str:
    """The text of that page, whatever its status."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=30) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()

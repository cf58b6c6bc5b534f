"""The whole site with its demo content, walked from link to link as a reader could."""

import itertools
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from tests.pages.reading import parse
from treatments.models import Condition, Treatment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(loaded_content):
    """Every page that can be reached from the home page by links, by its address."""
    client, pages, waiting = Client(), {}, ["/"]
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        response = client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        pages[address] = parse(response.content.decode())
        waiting += inner_links(address, pages[address])
    return pages


def inner_links(address, page):
    """Addresses of our own pages that this page links to, without the part after #."""
    whole = [urldefrag(urljoin(address, link)).url for link in page.links if not link.startswith(("tel:", "mailto:"))]
    return [link for link in whole if not urlsplit(link).netloc and not urlsplit(link).path.endswith(".pdf")]


def broken(site, check):
    """Addresses of the pages for which the check fails."""
    return [address for address, page in site.items() if not check(page)]


def test_every_public_page_can_be_reached_by_links(site):
    public = [*Treatment.objects.published(), *Condition.objects.published()]

    assert [page.get_absolute_url() for page in public if page.get_absolute_url() not in site] == []
    assert len(site) > len(public)


def test_every_link_to_a_part_of_a_page_finds_it(site):
    missing = []
    for address, page in site.items():
        for link in page.links:
            path, part = urldefrag(urljoin(address, link))
            if part and path in site and not site[path].all(id=part):
                missing.append((address, link))

    assert missing == []


def test_every_page_has_one_main_and_one_first_heading(site):
    assert broken(site, lambda page: len(page.all("main")) == 1 and len(page.all("h1")) == 1) == []


def test_no_heading_skips_a_level(site):
    def steps_down_one_by_one(page):
        levels = [level for level, _ in page.headings]
        return all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))

    assert broken(site, steps_down_one_by_one) == []


def test_no_id_is_used_twice_on_a_page(site):
    def ids_are_unique(page):
        return max(Counter(part.attributes["id"] for part in page.all(id=True)).values()) == 1

    assert broken(site, ids_are_unique) == []


def test_every_name_that_a_part_refers_to_is_there(site):
    missing = []
    for address, page in site.items():
        ids = {part.attributes["id"] for part in page.all(id=True)}
        for kind in ("aria-labelledby", "aria-describedby", "for", "popovertarget"):
            for part in page.walk():
                missing += [(address, name) for name in part.attributes.get(kind, "").split() if name not in ids]

    assert missing == []


def test_titles_are_unique_and_end_with_the_name_of_the_site(site):
    titles = Counter(page.title for page in site.values())
    paths = {urlsplit(address).path for address in site}

    assert all(title.endswith(" – Pain and Spine Specialists") for title in titles)
    assert len(titles) >= len(paths)


def test_every_page_has_a_description_of_its_own(site):
    descriptions = Counter(site[path].one("meta", name="description").attributes["content"] for path in bare(site))

    assert [words for words, count in descriptions.items() if count > 1 or not words] == []


def bare(site):
    return [address for address in site if not urlsplit(address).query]


def test_the_canonical_address_is_the_pages_own(site):
    assert {site[path].one("link", rel="canonical").attributes["href"] for path in bare(site)} == {
        f"http://testserver{path}" for path in bare(site)
    }


def test_nothing_is_styled_or_scripted_inside_the_page(site):
    def plain(page):
        inline = [part for part in page.walk() if "style" in part.attributes or part.tag == "style"]
        handlers = [name for part in page.walk() for name in part.attributes if name.startswith("on")]
        scripts = [s for s in page.all("script") if s.attributes.get("type") != "application/ld+json" and s.source]
        return not (inline or handlers or scripts)

    assert broken(site, plain) == []


def test_nothing_is_loaded_from_another_host(site):
    def ours(page):
        loaded = [part.attributes.get("src") for part in page.all("img", "script", "iframe", "source", "video")]
        loaded += [link.attributes["href"] for link in page.all("link") if link.attributes["rel"] != "canonical"]
        return all(urlsplit(address).netloc == "" for address in loaded if address)

    assert broken(site, ours) == []


def test_every_card_of_every_page_is_of_one_level_and_no_emergency_leads_away(site):
    for page in site.values():
        cards = page.all(data_urgency=True)
        levels = [card.attributes["data-urgency"] for card in cards]
        assert levels == [level for level in ("emergency", "today", "routine") if level in levels]
        away = [link for card in cards if card.attributes["data-urgency"] == "emergency" for link in card.links]
        assert set(away) <= {"tel:911", "tel:988"}


def test_no_page_claims_a_review_that_did_not_happen(site):
    detail = [address for address in bare(site) if len(address.strip("/").split("/")) == 2 and "compare" not in address]

    # Offices, providers, forms, notices and insurance need no clinician.
    elsewhere = ("/locations/", "/providers/", "/appointments/", "/notices/", "/insurance/", "/patient-forms/")
    detail = [address for address in detail if not address.startswith(elsewhere)]

    assert len(detail) >= 22
    assert [address for address in detail if "Not yet clinically reviewed." not in site[address].text] == []


def test_the_same_words_of_a_link_lead_to_one_place(site):
    ambiguous = []
    for address, page in site.items():
        targets = {}
        for link in page.main.all("a", href=True):
            targets.setdefault(link.text, set()).add(urldefrag(urljoin(address, link.attributes["href"])).url)
        ambiguous += [(address, words) for words, places in targets.items() if len(places) > 1]

    assert ambiguous == []

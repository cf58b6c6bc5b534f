"""Every notice of the demonstration is one step away from every page that the sitemap lists."""

import xml.etree.ElementTree as xml

import pytest
from django.core.management import call_command

from practice.models import Notice, NoticeText, NoticeVersion
from practice.notices.content_files import load_notices
from practice.notices.required_languages import LANGUAGE_HELP, REQUIRED
from tests.pages.reading import forget_kept_pages, parse
from tests.practice.content import NOTICE_SLUGS

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def listed(client) -> list[str]:
    root = xml.fromstring(client.get("/sitemap.xml").content)
    return [place.text.removeprefix("http://testserver") for place in root.findall("s:url/s:loc", NAMES)]


def test_every_notice_and_every_language_can_be_reached_from_every_page(client, loaded_content):
    wanted = {f"/notices/{slug}/" for slug in NOTICE_SLUGS}
    wanted |= {f"/notices/{LANGUAGE_HELP}/#lang-{code}" for code in REQUIRED}
    forget_kept_pages()

    missing = {}
    for address in [*listed(client), "/nowhere/", "/search/?q=zebra", "/appointments/received/"]:
        foot = parse(client.get(address).content.decode()).one("footer")
        if wanted - set(foot.links):
            missing[address] = wanted - set(foot.links)

    assert missing == {}
    assert len(listed(client)) > 40


def test_every_notice_is_in_the_sitemap(client, loaded_content):
    forget_kept_pages()

    assert {f"/notices/{slug}/" for slug in NOTICE_SLUGS} <= set(listed(client))


def test_what_the_form_says_of_itself_is_linked_from_it(client, loaded_content):
    forget_kept_pages()

    main = parse(client.get("/appointments/request/").content.decode()).main

    for slug in ("good-faith-estimate", "privacy-practices", "what-this-site-records"):
        assert f"/notices/{slug}/" in main.links


def test_loading_adds_only_what_is_missing_and_changes_nothing(loaded_content):
    NoticeText.objects.filter(version__notice__slug="accessibility").update(body="<p>Ours.</p>")
    lost = Notice.objects.get(slug="balance-billing")
    lost.versions.all().delete()
    lost.delete()

    call_command("load_demo_content", verbosity=0)

    assert NoticeText.objects.get(version__notice__slug="accessibility").body == "<p>Ours.</p>"
    assert NoticeVersion.objects.in_force().count() == Notice.objects.count() == len(NOTICE_SLUGS)
    assert load_notices() == 0


def test_isolates_and_marks_of_the_texts_survive_the_cleaning(loaded_content):
    texts = NoticeText.objects.filter(version__notice__slug=LANGUAGE_HELP)

    assert all(text.body.count("{phone}") == 1 for text in texts)
    assert all("\u2066{phone}\u2069" in text.body for text in texts.filter(direction="rtl"))
    assert texts.filter(needs_certified_review=True).count() == texts.count() - 1

"""Loading the demo content: complete the first time, harmless every time after."""

import pytest
from django.core.management import call_command
from reversion.models import Version

from treatments.models import BodyArea, Condition, Risk, Treatment, TreatmentAdvice, TreatmentGroup

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MILD = "minimally-invasive-lumbar-decompression"


def everything():
    """Each page with when it was last stored, and the number of rows of one kind."""
    pages = [*Treatment.objects.values_list("slug", "updated_at"), *Condition.objects.values_list("slug", "updated_at")]
    return pages, Risk.objects.count(), TreatmentAdvice.objects.count(), BodyArea.objects.count()


def test_everything_loaded_is_public_complete_and_not_said_to_be_reviewed(loaded_content):
    treatments, conditions = Treatment.objects.all(), Condition.objects.all()

    assert treatments.published().count() == treatments.count() >= 12
    assert conditions.published().count() == conditions.count() >= 10
    assert treatments.unreviewed().count() == treatments.count()
    assert conditions.unreviewed().count() == conditions.count()


def test_loading_twice_changes_nothing(loaded_content):
    before = everything()
    call_command("load_demo_content", verbosity=0)

    assert everything() == before


def test_what_staff_edited_or_deleted_from_a_page_stays_so(loaded_content):
    Treatment.objects.filter(slug=MILD).update(title="Our own words", publish_from=None)
    Treatment.objects.get(slug=MILD).faqs.all().delete()
    BodyArea.objects.filter(slug="leg").update(name="Your leg")
    TreatmentGroup.objects.filter(slug="injections").update(position=9)

    call_command("load_demo_content", verbosity=0)

    treatment = Treatment.objects.get(slug=MILD)
    assert (treatment.title, treatment.publish_from, treatment.faqs.count()) == ("Our own words", None, 0)
    assert BodyArea.objects.get(slug="leg").name == "Your leg"
    assert TreatmentGroup.objects.get(slug="injections").position == 9


def test_every_page_can_be_undone_to_what_was_loaded(loaded_content):
    treatment = Treatment.objects.get(slug=MILD)

    (version,) = Version.objects.get_for_object(treatment)
    rows = [item.field_dict for item in version.revision.version_set.all()]
    assert version.field_dict["title"] == treatment.title
    assert len(rows) > 50


def test_rows_keep_the_order_of_the_file(loaded_content):
    steps = [step.title for step in Treatment.objects.get(slug=MILD).steps.all()]

    assert steps[0] == "We check you in"
    assert steps[-1] == "You rest, then go home"


def test_markdown_becomes_rich_text_and_links_stay(loaded_content):
    text = Treatment.objects.get(slug=MILD).what_it_is

    assert text.startswith("<p>MILD is a procedure")
    assert '<a href="/conditions/lumbar-spinal-stenosis/"' in text
    assert "](" not in text

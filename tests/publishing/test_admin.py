"""The staff's desk: what may be published, by whom, how it looks before, and what came after."""

import io
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from reversion.models import Version

from publishing.models import Redirect
from tests.factories import make_area, make_condition, make_group, make_practice, make_staff, make_treatment
from tests.publishing.admin_pages import add_row, errors_of, form_of
from treatments.models import Condition, Risk, Treatment, TreatmentUrgencyCard

pytestmark = pytest.mark.django_db

ADD = reverse("admin:treatments_treatment_add")
LIST = reverse("admin:treatments_treatment_changelist")


@pytest.fixture
def editor(client):
    staff = make_staff(role="editor", first_name="Erin", last_name="Sample")
    client.force_login(staff)
    return staff


@pytest.fixture
def reviewer(client):
    staff = make_staff(role="reviewer")
    client.force_login(staff)
    return staff


def address(view, page, *more):
    return reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_{view}", args=[page.pk, *more])


def form_for(client, page):
    return form_of(client.get(address("change", page)), f"{page._meta.model_name}_form")


def save(client, page, **changes):
    response = client.post(address("change", page), {**form_for(client, page), **changes})
    assert response.status_code == 302, errors_of(response)
    return response


def now():
    local = timezone.localtime()
    return {"publish_from_0": local.strftime("%Y-%m-%d"), "publish_from_1": local.strftime("%H:%M:%S")}


def new_treatment(client, **changes):
    fields = form_of(client.get(ADD), "treatment_form")
    plain = {"title": "MILD", "short_title": "MILD", "slug": "mild", "summary": "One.", "group": make_group().pk}
    return fields | plain | changes


# --- Publishing -------------------------------------------------------------------------------------------------------


def test_a_draft_may_be_as_empty_as_it_likes(client, editor):
    response = client.post(ADD, new_treatment(client))

    assert response.status_code == 302
    assert Treatment.objects.get(slug="mild").publish_from is None


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ([], ["risks", "“when to call”"]),
        (["urgency_cards"], ["risks"]),
        (["risks"], ["“when to call”"]),
    ],
)
def test_publishing_names_what_is_missing(client, editor, given, missing):
    fields = new_treatment(client, **now())
    rows = {"risks": {"frequency": "common", "text": "Soreness."}, "urgency_cards": {"urgency": "today", "signs": "x"}}
    for name in given:
        add_row(fields, name, **rows[name])

    response = client.post(ADD, fields)

    found = errors_of(response)
    assert not Treatment.objects.filter(slug="mild").exists()
    assert [words for words in ("risks", "“when to call”") if f"without {words}" in found] == missing


def test_a_complete_treatment_can_be_published(client, editor):
    fields = new_treatment(client, **now())
    add_row(fields, "risks", frequency="common", text="Soreness.")
    add_row(fields, "urgency_cards", urgency="today", signs="you have a fever")

    client.post(ADD, fields)

    assert Treatment.objects.published().get().slug == "mild"


def test_the_last_risk_of_a_public_page_cannot_be_deleted(client, editor):
    treatment = make_treatment()
    fields = form_for(client, treatment)

    response = client.post(address("change", treatment), {**fields, "risks-0-DELETE": "on"})

    assert "without risks" in errors_of(response)
    assert treatment.risks.count() == 1


def test_an_empty_row_does_not_count_as_a_risk(client, editor):
    fields = new_treatment(client, **now())
    add_row(fields, "risks")
    add_row(fields, "urgency_cards", urgency="today", signs="you have a fever")

    response = client.post(ADD, fields)

    assert response.status_code == 200
    assert not Treatment.objects.exists()


def test_a_window_that_ends_before_it_begins_is_refused_in_words(client, editor):
    condition = make_condition()

    response = client.post(
        address("change", condition),
        {**form_for(client, condition), "publish_until_0": "2020-01-01", "publish_until_1": "00:00"},
    )

    assert "must be later than" in errors_of(response)


def test_two_cards_of_one_urgency_are_refused_in_words(client, editor):
    treatment = make_treatment()
    fields = form_for(client, treatment)
    add_row(fields, "urgency_cards", urgency="today", signs="you fell")

    response = client.post(address("change", treatment), fields)

    assert response.status_code == 200
    assert errors_of(response)
    assert treatment.urgency_cards.count() == 1


# --- Many at once -----------------------------------------------------------------------------------------------------


def act(client, action, *pages, follow=True):
    path = reverse(f"admin:{pages[0]._meta.app_label}_{pages[0]._meta.model_name}_changelist")
    return client.post(path, {"action": action, "_selected_action": [page.pk for page in pages]}, follow=follow)


def test_publish_now_publishes_what_is_complete_and_names_the_rest(client, editor):
    whole, broken = make_treatment(publish_from=None), make_treatment(publish_from=None, with_required_rows=False)

    response = act(client, "publish_now", whole, broken)

    assert list(Treatment.objects.published()) == [whole]
    broken.refresh_from_db()
    assert broken.publish_from is None
    words = " ".join(str(message) for message in response.context["messages"])
    assert f"{broken}: Add at least one risk" in words
    assert "1 page is public now." in words


def test_publish_now_brings_back_what_had_ended(client, editor):
    ended = make_condition(publish_until=timezone.now() - timedelta(hours=1))

    act(client, "publish_now", ended)

    assert Condition.objects.published().get() == ended


def test_back_to_draft_takes_pages_off_the_site(client, editor):
    pages = [make_condition(), make_condition(publish_until=timezone.now() + timedelta(days=1))]

    response = act(client, "back_to_draft", *pages)

    assert not Condition.objects.published()
    assert Condition.objects.drafts().count() == 2
    assert "2 pages are drafts now." in response.content.decode()


def test_what_was_done_to_many_stands_in_each_pages_history(client, editor):
    treatment = make_treatment(publish_from=None)

    act(client, "publish_now", treatment)

    revision = Version.objects.get_for_object(treatment).get().revision
    assert revision.user == editor
    assert revision.get_comment() == "Published."
    assert LogEntry.objects.get(object_id=str(treatment.pk)).user == editor


# --- Order ------------------------------------------------------------------------------------------------------------


def test_new_rows_come_last(client, editor):
    treatment = make_treatment()
    fields = form_for(client, treatment)
    for text in ("second", "third"):
        add_row(fields, "risks", frequency="rare", text=text)

    client.post(address("change", treatment), fields)

    assert list(treatment.risks.values_list("text", "position")) == [
        ("Soreness for a day.", 1),
        ("second", 2),
        ("third", 3),
    ]


def test_rows_of_a_new_page_are_numbered_from_one(client, editor):
    fields = new_treatment(client)
    for text in ("first", "second"):
        add_row(fields, "questions", text=text, position="0")

    client.post(ADD, fields)

    assert list(Treatment.objects.get().questions.values_list("text", "position")) == [("first", 1), ("second", 2)]


def test_the_order_can_be_typed(client, editor):
    treatment = make_treatment()
    for position, text in enumerate(["a", "b", "c"], start=1):
        treatment.questions.create(text=text, position=position)

    save(client, treatment, **{"questions-0-position": "3", "questions-1-position": "1", "questions-2-position": "2"})

    assert list(treatment.questions.values_list("text", flat=True)) == ["b", "c", "a"]


def test_a_new_group_comes_last(client, editor):
    make_group(position=7)
    path = reverse("admin:treatments_treatmentgroup_add")

    fields = form_of(client.get(path), "treatmentgroup_form")
    client.post(path, {**fields, "name": "New", "slug": "new", "description": "One."})

    assert list(Treatment._meta.get_field("group").related_model.objects.values_list("slug", "position"))[-1] == (
        "new",
        8,
    )


# --- Preview ----------------------------------------------------------------------------------------------------------


def test_the_preview_shows_a_draft_to_staff_and_to_no_cache(client, editor):
    draft = make_treatment(title="A secret draft", publish_from=None)

    response = client.get(address("preview", draft))

    assert "A secret draft" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response.content.decode()
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_preview_does_not_become_the_public_page(client, editor):
    condition = make_condition()

    client.get(address("preview", condition))

    assert "noindex" not in client.get(condition.get_absolute_url()).content.decode()


def test_a_stranger_who_asks_for_a_preview_signs_in_first(client):
    draft = make_treatment(title="A secret draft", publish_from=None)

    response = client.get(address("preview", draft))

    assert urlsplit(response["Location"]).path == reverse("admin:login")


def test_staff_without_rights_see_no_preview(client):
    draft = make_treatment(title="A secret draft", publish_from=None)
    client.force_login(make_staff(role=None))

    response = client.get(address("preview", draft))

    assert response.status_code == 403
    assert "A secret draft" not in response.content.decode()


@pytest.mark.parametrize("pk", ["999", "abc", "0", "-1", "9" * 40, "9" * 5000, "1/2", "_5F", "%F0%9F%92%A3"])
@pytest.mark.parametrize("view", ["preview", "history", "change", "delete"])
def test_a_page_that_is_not_there_has_no_preview_and_no_history(client, editor, pk, view):
    response = client.get(f"/admin/treatments/treatment/{pk}/{view}/")

    assert response.status_code in (302, 404)


# --- History and undo -------------------------------------------------------------------------------------------------


def test_the_history_says_who_changed_what_and_when(client, editor):
    treatment = make_treatment(summary="Old words.")
    save(client, treatment)
    save(client, treatment, summary="New words.", **{"risks-0-text": "Bleeding."})

    response = client.get(address("history", treatment))

    latest, first = response.context["revisions"]
    changes = {difference.where: (difference.before, difference.after) for difference in latest.differences}
    assert latest.revision.user == editor
    assert abs(latest.revision.date_created - timezone.now()) < timedelta(minutes=1)
    assert changes == {
        "treatment: summary": ("Old words.", "New words."),
        "risk: risk": ("Soreness for a day.", "Bleeding."),
    }
    assert first.differences == []
    assert "Erin Sample" in response.content.decode()


def test_the_history_says_which_rows_came_and_went(client, editor):
    treatment = make_treatment()
    save(client, treatment)
    fields = add_row(form_for(client, treatment), "risks", frequency="rare", text="Bleeding.")
    client.post(address("change", treatment), {**fields, "risks-0-DELETE": "on"})

    latest = client.get(address("history", treatment)).context["revisions"][0]

    assert ("", "added: Bleeding.") in [(each.before, each.after) for each in latest.differences]
    assert ("Soreness for a day.", "removed") in [(each.before, each.after) for each in latest.differences]


def test_the_history_shows_markup_as_words(client, editor):
    treatment = make_treatment(title="<script>alert(1)</script>")
    save(client, treatment)
    save(client, treatment, summary="<img src=x onerror=alert(1)>")

    shown = client.get(address("history", treatment)).content.decode()

    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown


def undo(client, page, number=1, **changes):
    """Goes back to the state `number` saves ago, pressing Save on the page that shows it."""
    version = list(Version.objects.get_for_object_reference(type(page), page.pk))[number]
    path = address("revision", page, version.pk)
    shown = client.get(path)
    assert shown.status_code == 200
    response = client.post(path, {**form_of(shown, f"{page._meta.model_name}_form"), **changes})
    return shown, response


def test_looking_at_an_old_state_changes_nothing(client, editor):
    treatment = make_treatment(summary="Old words.")
    save(client, treatment)
    save(client, treatment, summary="New words.")
    version = Version.objects.get_for_object(treatment).last()

    shown = client.get(address("revision", treatment, version.pk))

    assert "Old words." in shown.content.decode()
    treatment.refresh_from_db()
    assert treatment.summary == "New words."


def test_undo_brings_back_words_and_rows_deleted_since(client, editor):
    treatment = make_treatment(summary="Old words.")
    treatment.questions.create(text="Will it hurt?", position=1)
    save(client, treatment)
    fields = {**form_for(client, treatment), "summary": "New words.", "questions-0-DELETE": "on"}
    add_row(fields, "questions", text="A later question?")
    client.post(address("change", treatment), fields)
    assert [question.text for question in treatment.questions.all()] == ["A later question?"]

    undo(client, treatment)

    treatment.refresh_from_db()
    assert treatment.summary == "Old words."
    assert [question.text for question in treatment.questions.all()] == ["Will it hurt?"]


def test_undo_brings_back_many_to_many_choices(client, editor):
    neck, back = make_area(), make_area()
    condition = make_condition(areas=[neck])
    save(client, condition)
    save(client, condition, areas=[back.pk])

    undo(client, condition)

    assert list(condition.areas.all()) == [neck]


def test_an_undo_can_be_undone(client, editor):
    treatment = make_treatment(summary="Old words.")
    save(client, treatment)
    save(client, treatment, summary="New words.")
    undo(client, treatment)

    undo(client, treatment, number=1)

    treatment.refresh_from_db()
    assert treatment.summary == "New words."


def test_undo_still_works_when_a_linked_page_is_gone(client, editor):
    condition = make_condition()
    treatment = make_treatment(summary="Old words.", conditions=[condition])
    save(client, treatment)
    condition.delete()
    save(client, treatment, summary="New words.")
    version = list(Version.objects.get_for_object(treatment))[1]

    response = client.get(address("revision", treatment, version.pk), follow=True)

    assert response.status_code == 200
    assert "Server Error" not in response.content.decode()


def test_undo_still_works_when_the_address_was_taken_by_another_page(client, editor):
    condition = make_condition(slug="first")
    save(client, condition)
    save(client, condition, slug="second")
    make_condition(slug="first")
    version = list(Version.objects.get_for_object(condition))[1]

    response = client.get(address("revision", condition, version.pk), follow=True)

    assert response.status_code == 200
    condition.refresh_from_db()
    assert condition.slug == "second"


def test_a_version_of_another_kind_of_page_is_not_found_here(client, reviewer):
    # A reviewer may not change the practice; its versions must not be within reach through another page's address.
    practice = make_practice(pk=1, tagline="Old words.")
    boss = make_staff(role="superuser")
    client.force_login(boss)
    save(client, practice)
    save(client, practice, tagline="New words.")
    version = Version.objects.get_for_object(practice).last()
    treatment = make_treatment(pk=1)
    client.force_login(reviewer)

    client.post(f"/admin/treatments/treatment/{treatment.pk}/history/{version.pk}/", form_for(client, treatment))

    practice.refresh_from_db()
    assert practice.tagline == "New words."


def test_a_deleted_page_can_be_brought_back(client, editor):
    treatment = make_treatment(title="Gone")
    save(client, treatment)
    client.post(address("delete", treatment), {"post": "yes"})
    assert not Treatment.objects.exists()
    version = Version.objects.get_deleted(Treatment).get()
    path = reverse("admin:treatments_treatment_recover", args=[version.pk])

    client.post(path, form_of(client.get(path), "treatment_form"))

    assert Treatment.objects.published().get().title == "Gone"
    assert Risk.objects.count() == TreatmentUrgencyCard.objects.count() == 1


def test_looking_at_a_list_or_a_form_makes_no_history(client, editor):
    treatment = make_treatment()

    for path in (LIST, address("change", treatment), address("history", treatment), address("preview", treatment)):
        client.get(path)

    assert not Version.objects.exists()


# --- Redirects --------------------------------------------------------------------------------------------------------


def test_a_new_address_leaves_a_redirect_from_the_old_one(client, editor):
    condition = make_condition(slug="old")

    save(client, condition, slug="new")

    assert client.get("/conditions/old/")["Location"] == "/conditions/new/"
    assert client.get("/conditions/new/").status_code == 200


def test_a_save_that_keeps_the_address_leaves_no_redirect(client, editor):
    save(client, make_condition(), summary="New words.")

    assert not Redirect.objects.exists()


def test_undoing_a_new_address_turns_the_redirect_round(client, editor):
    condition = make_condition(slug="old")
    save(client, condition)
    save(client, condition, slug="new")

    undo(client, condition)

    assert client.get("/conditions/old/").status_code == 200
    assert client.get("/conditions/new/")["Location"] == "/conditions/old/"
    assert Redirect.objects.count() == 1


def test_looking_at_an_old_address_leaves_no_redirect(client, editor):
    condition = make_condition(slug="old")
    save(client, condition)
    save(client, condition, slug="new")
    before = list(Redirect.objects.values_list("old_path", "new_path"))
    version = Version.objects.get_for_object(condition).last()

    client.get(address("revision", condition, version.pk))

    assert list(Redirect.objects.values_list("old_path", "new_path")) == before


# --- Clinical review --------------------------------------------------------------------------------------------------

REVIEW = {"reviewed_by": "Dr. Sample, MD", "reviewed_on": "2026-01-02", "review_due_on": "2027-01-02"}


def test_a_content_editor_cannot_set_the_review(client, editor):
    condition = make_condition()

    save(client, condition, **REVIEW, summary="New words.")

    condition.refresh_from_db()
    assert condition.summary == "New words."
    assert (condition.reviewed_by, condition.reviewed_on, condition.review_due_on) == ("", None, None)


def test_a_content_editor_cannot_set_the_review_of_a_new_page(client, editor):
    client.post(ADD, new_treatment(client, **REVIEW))

    assert Treatment.objects.get().reviewed_by == ""


def test_a_content_editor_cannot_bring_back_a_review_that_was_withdrawn(client, editor):
    condition = make_condition(reviewed_by="Dr. Sample", reviewed_on=timezone.localdate())
    save(client, condition)
    client.force_login(make_staff(role="reviewer"))
    save(client, condition, reviewed_by="", reviewed_on="")
    client.force_login(editor)

    undo(client, condition)

    condition.refresh_from_db()
    assert condition.reviewed_by == ""


def test_a_clinical_reviewer_sets_the_review(client, reviewer):
    condition = make_condition()

    save(client, condition, **REVIEW)

    condition.refresh_from_db()
    assert condition.reviewed_by == "Dr. Sample, MD"
    assert condition.reviewed_on.isoformat() == "2026-01-02"


def test_half_a_review_is_refused_in_words(client, reviewer):
    condition = make_condition()

    response = client.post(
        address("change", condition), {**form_for(client, condition), "reviewed_by": "Dr. Sample, MD"}
    )

    assert "A review needs both" in errors_of(response)


# --- Pictures and texts through the form ------------------------------------------------------------------------------


def a_picture(format="JPEG"):
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretCameraMaker"
    Image.new("RGB", (60, 40), "red").save(file, format, exif=exif.tobytes())
    file.seek(0)
    file.name = "Jane Doe.jpg"
    return file


def test_an_uploaded_picture_is_stored_as_webp_under_another_name(client, editor):
    condition = make_condition()

    save(client, condition, picture=a_picture(), picture_alt="A spine.")

    condition.refresh_from_db()
    assert condition.picture.name.endswith(".webp")
    assert "Jane" not in condition.picture.name
    assert (condition.picture_width, condition.picture_height) == (60, 40)
    with condition.picture.open() as file:
        assert b"Secret" not in file.read()
    served = client.get(condition.picture.url)
    assert served["Content-Type"] == "image/webp"
    assert served["X-Content-Type-Options"] == "nosniff"
    served.close()


def test_a_picture_without_words_is_refused_in_the_form(client, editor):
    condition = make_condition()

    response = client.post(address("change", condition), {**form_for(client, condition), "picture": a_picture()})

    assert "Say in one sentence what the picture shows" in errors_of(response)


def test_a_disguised_file_is_refused_in_the_form(client, editor):
    condition = make_condition()
    file = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    file.name = "picture.png"

    response = client.post(
        address("change", condition), {**form_for(client, condition), "picture": file, "picture_alt": "A spine."}
    )

    assert "Choose a JPEG, PNG or WebP picture" in errors_of(response)


def test_saving_a_page_keeps_its_picture_and_a_tick_removes_it(client, editor):
    condition = make_condition()
    save(client, condition, picture=a_picture(), picture_alt="A spine.")
    condition.refresh_from_db()
    name = condition.picture.name

    save(client, condition, summary="New words.")
    condition.refresh_from_db()
    assert condition.picture.name == name

    save(client, condition, **{"picture-clear": "on"})
    condition.refresh_from_db()
    assert not condition.picture


def test_undo_brings_back_a_picture_that_was_replaced(client, editor):
    condition = make_condition()
    save(client, condition, picture=a_picture(), picture_alt="A spine.")
    condition.refresh_from_db()
    first = condition.picture.name
    save(client, condition, picture=a_picture("PNG"), picture_alt="Another spine.")

    undo(client, condition)

    condition.refresh_from_db()
    assert condition.picture.name == first
    assert condition.picture.storage.exists(first)


def test_text_pasted_into_the_editor_is_cleaned(client, editor):
    condition = make_condition()

    save(client, condition, what_it_is='<p class="x">ok</p><script>alert(1)</script>')

    condition.refresh_from_db()
    assert condition.what_it_is == "<p>ok</p>"


def test_a_change_in_the_admin_shows_on_the_site(client, editor, hands):
    condition = make_condition(summary="Old words.")
    assert b"Old words." in client.get(condition.get_absolute_url()).content

    save(client, condition, summary="New words.")
    hands.forward(0.5)

    assert b"New words." in client.get(condition.get_absolute_url()).content

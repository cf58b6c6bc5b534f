"""The staff's desk for the quiz, as tests come to its pages."""

from django.urls import reverse

from quiz.models import Quiz
from tests.publishing.admin_pages import errors_of, form_of

LIST = reverse("admin:quiz_quiz_changelist")


def address(view: str, row, *more) -> str:
    """One page of the desk for an edition, a question or an answer."""
    return reverse(f"admin:quiz_{row._meta.model_name}_{view}", args=[row.pk, *more])


def form_for(client, row) -> dict:
    """What a browser would send for that row's page."""
    return form_of(client.get(address("change", row)), f"{row._meta.model_name}_form")


def save(client, row, **changes):
    """Presses Save on that row's page, which has to be accepted."""
    response = client.post(address("change", row), {**form_for(client, row), **changes})
    assert response.status_code == 302, errors_of(response)
    return response


def copied(client, original: Quiz) -> Quiz:
    """The draft that the action in the list of editions makes of this one."""
    client.post(LIST, {"action": "copy_as_drafts", "_selected_action": [original.pk]})
    return Quiz.objects.exclude(pk=original.pk).get()


def told(client, response) -> list[str]:
    """What the page after it tells about what was done."""
    return [str(message) for message in client.get(response["Location"]).context["messages"]]


def publish(client, quiz, looking_at=None):
    """Presses Publish on the test bench, as it was shown (now, when no earlier look is given)."""
    seen = looking_at or client.get(address("bench", quiz))
    return client.post(address("publish", quiz), {"seen": seen.context["report"].seen})

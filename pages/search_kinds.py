"""Every kind of page that the site search finds, in the order in which equally good kinds are shown."""

from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from locations.models import Location
from locations.states import NAMES
from pages.searching.kinds import Kind
from pages.searching.plain_pages import PlainPages
from practice.models import Faq, InsurancePlan, Notice, NoticeText, NoticeVersion, PatientForm
from practice.notices.reading import PHONE, phone_words
from practice.notices.required_languages import ENGLISH
from providers.models import Provider
from publishing.one_line import one_line
from treatments.models import BodyArea, Condition, Treatment

conditions = Kind(
    key="condition",
    heading=_("Conditions"),
    public=lambda: Condition.objects.published(),
    complete=lambda found: found.with_sections(),
    names=lambda condition: [condition.title, condition.short_title, *condition.other_name_list],
    summary=lambda condition: condition.summary,
    says=("what_it_is", "symptoms_text", "causes", "diagnosis", "treatment_approach", "living_with"),
    rows=("symptoms", "advice", "urgency_cards", "questions", "faqs"),
    also_says=lambda condition: [link.treatment.title for link in condition.treatment_links.all()],
)
treatments = Kind(
    key="treatment",
    heading=_("Treatments"),
    public=lambda: Treatment.objects.published(),
    complete=lambda found: found.with_sections(),
    names=lambda treatment: [treatment.title, treatment.short_title, *treatment.other_name_list],
    summary=lambda treatment: treatment.summary,
    says=(
        "what_it_is",
        "candidacy",
        "preparation",
        "afterwards",
        "recovery",
        "benefits",
        "realistic_results",
        "risks_text",
        "cost",
    ),
    rows=("quick_facts", "candidacy_rows", "advice", "steps", "risks", "urgency_cards", "questions", "faqs"),
    also_says=lambda treatment: [link.condition.title for link in treatment.condition_links.all()],
)
providers = Kind(
    key="provider",
    heading=_("Providers"),
    public=lambda: Provider.objects.published(),
    complete=lambda found: found.with_sections(),
    names=lambda provider: [provider.title, provider.short_title, *provider.other_name_list],
    shows_other_names=False,
    summary=lambda provider: provider.summary,
    says=("focus", "biography"),
    rows=("specialties", "education"),
    also_says=lambda provider: [
        provider.get_kind_display(),
        *(f"{office.title}, {office.city}, {NAMES[office.state]}" for office in provider.locations.all()),
        *(language.name for language in provider.languages.all()),
        *(treatment.title for treatment in provider.treatments.all()),
    ],
)
offices = Kind(
    key="location",
    heading=_("Offices"),
    public=lambda: Location.objects.published(),
    complete=lambda found: found.with_sections(),
    names=lambda office: [
        office.title,
        f"{office.city}, {NAMES[office.state]}",
        f"{office.city}, {office.state} {office.zip_code}",
    ],
    shows_other_names=False,
    summary=lambda office: office.summary,
    says=("alert", "parking", "transit", "access"),
    also_says=lambda office: [each.name for each in (*office.services.all(), *office.languages.all())],
)
areas = Kind(
    key="area",
    heading=_("Where it hurts"),
    public=lambda: BodyArea.objects.with_published_conditions(),
    names=lambda area: [area.name],
    shows_other_names=False,
    summary=lambda area: (
        ngettext(
            "%(count)d condition, and the treatments for it.",
            "%(count)d conditions, and the treatments for them.",
            len(area.published_conditions),
        )
        % {"count": len(area.published_conditions)}
    ),
    address=lambda area: f"{reverse('treatments:treatment_list')}?{urlencode({'area': area.slug})}",
)
faqs = Kind(
    key="faq",
    heading=_("Common questions"),
    public=lambda: Faq.objects.all(),
    names=lambda faq: [faq.question],
    summary=lambda faq: one_line(faq.answer),
)
plans = Kind(
    key="plan",
    heading=_("Insurance plans"),
    public=lambda: InsurancePlan.objects.all(),
    names=lambda plan: [plan.name],
    summary=lambda plan: plan.get_kind_display(),
    address=lambda plan: reverse("practice:insurance"),
)
patient_forms = Kind(
    key="form",
    heading=_("Patient forms"),
    public=lambda: PatientForm.objects.listed(),
    names=lambda form: [form.title],
    summary=lambda form: form.description,
    says=("html_twin",),
    language=lambda form: "" if form.language == ENGLISH else form.language,
)


def words_in_force(notice: Notice) -> list[NoticeText]:
    return [text for version in notice.in_force_now for text in version.texts.all()]


notices = Kind(
    key="notice",
    heading=_("Notices"),
    public=lambda: Notice.objects.in_force(),
    complete=lambda found: found.prefetch_related(
        Prefetch("versions", NoticeVersion.objects.in_force().prefetch_related("texts"), to_attr="in_force_now")
    ),
    names=lambda notice: [notice.title, notice.short_title],
    summary=lambda notice: notice.summary,
    also_named=lambda notice: [text.own_name for text in words_in_force(notice) if notice.is_language_help],
    shows_other_names=False,
    also_says=lambda notice: [
        text.body.replace(PHONE, phone_words([])) if text.language == ENGLISH else text.english_name
        for text in words_in_force(notice)
    ],
)

KINDS = [conditions, treatments, areas, providers, offices, faqs, patient_forms, plans, notices, PlainPages()]

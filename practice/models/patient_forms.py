"""Papers that patients print or fill in: each a checked PDF with its language, its version and what replaced it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from practice.languages import OWN_NAMES, direction_of
from practice.pdf_uploads import CheckedPdf, checked, stored_name
from practice.querysets.patient_forms import PatientFormQuerySet
from publishing.fields import LongTextField, RichTextField
from publishing.models import Row, Windowed


class PatientForm(Windowed, Row):
    """One form of the library."""

    title = models.CharField(_("title"), max_length=100, help_text=_("In the language of the form."))
    slug = models.SlugField(
        _("address"),
        max_length=90,
        unique=True,
        help_text=_("The last part of the form's address. It stays as it is once the form is stored."),
    )
    description = LongTextField(
        _("what it is for"), max_length=300, help_text=_("One or two sentences, in the language of the form.")
    )
    language = models.CharField(_("language"), max_length=7, choices=list(OWN_NAMES.items()), default="en")
    version = models.CharField(_("version"), max_length=20, help_text=_("As printed on the form, such as 2."))
    version_date = models.DateField(_("date of this version"))
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
        help_text=_("As soon as that form is public, this one leaves the list and its address leads to that one."),
    )
    file = models.FileField(
        _("PDF file"),
        upload_to=stored_name,
        help_text=_("At most 10 MB, without scripts, attachments or a password. It is stored under another name."),
    )
    pages = models.PositiveSmallIntegerField(_("pages"), editable=False)
    byte_size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    is_tagged = models.BooleanField(_("can be read aloud in order"), default=False, editable=False)
    has_title = models.BooleanField(_("names itself"), default=False, editable=False)
    file_language = models.CharField(_("language named in the file"), max_length=20, editable=False)
    html_twin = RichTextField(
        _("the same as a web page"),
        blank=True,
        help_text=_("What the form asks, for people who cannot use a PDF. Shown below the download."),
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = PatientFormQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("patient form")
        verbose_name_plural = _("patient forms")
        constraints = [
            *Windowed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="practice_patientform_not_replaced_by_itself",
                violation_error_message=_("A form cannot replace itself."),
            ),
            models.CheckConstraint(condition=Q(pages__gt=0, byte_size__gt=0), name="practice_patientform_not_empty"),
            models.CheckConstraint(
                condition=Q(language__in=list(OWN_NAMES)), name="practice_patientform_language_known"
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.get_language_display()}, {self.version})"

    def get_absolute_url(self):
        return reverse("practice:patient_form", args=[self.slug])

    def get_file_url(self):
        return reverse("practice:patient_form_file", args=[self.slug])

    def clean(self):
        super().clean()
        self._check_what_replaces_it()
        if self.file and not self.file._committed:
            self._take_file()

    def _check_what_replaces_it(self):
        if self.replaced_by is None:
            return
        if self.replaced_by.language != self.language:
            raise ValidationError({"replaced_by": _("Choose a form in the same language.")})
        if self.pk and self in (self.replaced_by, *self.replaced_by.newer()):
            raise ValidationError({"replaced_by": _("That form is replaced by this one. Choose another.")})

    def _take_file(self):
        """Puts the checked file in the place of the uploaded one, with what was found in it."""
        if not isinstance(self.file.file, CheckedPdf):
            try:
                self.file = checked(self.file.file)
            except ValidationError as refused:
                raise ValidationError({"file": refused}) from None
        facts = self.file.file.facts
        self.pages, self.byte_size = facts.pages, self.file.size
        self.is_tagged, self.has_title, self.file_language = facts.is_tagged, facts.has_title, facts.language

    def newer(self) -> list["PatientForm"]:
        """The forms that replaced this one, one after the other."""
        found, form = [], self.replaced_by
        while form is not None and form not in found:
            found.append(form)
            form = form.replaced_by
        return found

    def newest(self) -> "PatientForm | None":
        """The last of them that is public; None when this form has not been replaced by anything public."""
        return next((form for form in reversed(self.newer()) if form.is_published and form.pk != self.pk), None)

    @property
    def is_replaced(self) -> bool:
        """Whether what replaces it has become public."""
        begins = self.replaced_by.publish_from if self.replaced_by else None
        return begins is not None and begins <= timezone.now()

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def size(self) -> str:
        """Such as “61 kB”."""
        if self.byte_size < 1_000_000:
            return _now("%(number)s kB") % {"number": max(1, round(self.byte_size / 1000))}
        return _now("%(number)s MB") % {"number": f"{self.byte_size / 1_000_000:.1f}"}

    def gaps(self) -> list[str]:
        """What people who listen to the file will miss, as sentences for staff."""
        found = [
            (self.is_tagged, _("The PDF has no tags, so a screen reader may read it in the wrong order.")),
            (self.has_title, _("The PDF has no title, so a screen reader reads out its file name.")),
            (self.file_language, _("The PDF does not name its language, so it may be read out with the wrong voice.")),
        ]
        return [sentence for is_there, sentence in found if not is_there]

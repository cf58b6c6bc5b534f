"""How treatments and conditions are sorted: by kind of treatment, by where it hurts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Row
from treatments.querysets import BodyAreaQuerySet


class TreatmentGroup(Row):
    """A kind of treatment, such as injections."""

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, help_text=_("One plain sentence."))

    class Meta(Row.Meta):
        verbose_name = _("treatment group")
        verbose_name_plural = _("treatment groups")

    def __str__(self):
        return self.name


class BodyArea(Row):
    """A place where it hurts, in the patient's words."""

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80, help_text=_("As a patient says it, such as “Lower back”."))

    objects = BodyAreaQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("place where it hurts")
        verbose_name_plural = _("places where it hurts")

    def __str__(self):
        return self.name

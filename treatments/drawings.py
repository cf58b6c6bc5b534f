"""The drawings made for this site. Each is a template, so that its colours follow light, dark and print."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Drawing(models.TextChoices):
    """A drawing staff can put on a page; its value is the template's name."""

    LUMBAR_SPINE = "lumbar_spine", _("The lower spine from the side")
    CANAL_COMPARED = "canal_compared", _("The spinal canal: open, narrowed, after decompression")
    CANAL_OPEN = "canal_open", _("The spinal canal, open")
    CANAL_NARROWED = "canal_narrowed", _("The spinal canal, narrowed")
    CANAL_DECOMPRESSED = "canal_decompressed", _("The spinal canal after decompression")
    MILD_POSITION = "mild_1_position", _("MILD: lying face down under the X-ray arm")
    MILD_NUMBING = "mild_2_numbing", _("MILD: numbing the skin")
    MILD_TUBE = "mild_3_tube", _("MILD: opening a way with thin tubes")
    MILD_REMOVE = "mild_4_remove", _("MILD: taking out extra ligament and bone")
    MILD_BANDAGE = "mild_5_bandage", _("MILD: a small bandage")

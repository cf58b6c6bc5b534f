"""Where it can hurt: the places of the body that can be chosen on the drawing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyRegion(models.TextChoices):
    """A place on the drawing; the stylesheet body_map.css puts each, and its further spots, where they belong."""

    FACE = "face", _("Front: face")
    SHOULDER_LEFT = "shoulder-left", _("Front: left shoulder")
    SHOULDER_RIGHT = "shoulder-right", _("Front: right shoulder")
    CHEST = "chest", _("Front: chest")
    ARM_LEFT = "arm-left", _("Front: left arm or elbow")
    ARM_RIGHT = "arm-right", _("Front: right arm or elbow")
    HAND_LEFT = "hand-left", _("Front: left hand or wrist")
    HAND_RIGHT = "hand-right", _("Front: right hand or wrist")
    BELLY = "belly", _("Front: belly")
    HIP_LEFT = "hip-left", _("Front: left hip or groin")
    HIP_RIGHT = "hip-right", _("Front: right hip or groin")
    KNEE_LEFT = "knee-left", _("Front: left knee")
    KNEE_RIGHT = "knee-right", _("Front: right knee")
    FOOT_LEFT = "foot-left", _("Front: left foot or ankle")
    FOOT_RIGHT = "foot-right", _("Front: right foot or ankle")
    HEAD_BACK = "head-back", _("Back: back of the head")
    NECK = "neck", _("Back: neck")
    UPPER_BACK = "upper-back", _("Back: upper or middle back")
    RIBS_LEFT = "ribs-left", _("Back: ribs, left side")
    RIBS_RIGHT = "ribs-right", _("Back: ribs, right side")
    LOWER_BACK = "lower-back", _("Back: lower back, in the middle")
    LOW_SIDE_LEFT = "low-side-left", _("Back: low back, left side")
    LOW_SIDE_RIGHT = "low-side-right", _("Back: low back, right side")
    BUTTOCK_LEFT = "buttock-left", _("Back: left buttock")
    BUTTOCK_RIGHT = "buttock-right", _("Back: right buttock")
    LEG_LEFT = "leg-left", _("Back: left leg")
    LEG_RIGHT = "leg-right", _("Back: right leg")

    @property
    def side(self) -> str:
        """Which of the two drawn bodies shows it: “front” or “back”."""
        return "back" if list(BodyRegion).index(self) >= list(BodyRegion).index(BodyRegion.HEAD_BACK) else "front"


# Where else on the drawing a press chooses the same place: what is long, or seen from the other side too.
FURTHER_SPOTS = {
    BodyRegion.NECK: ("throat",),
    BodyRegion.UPPER_BACK: ("middle-back",),
    BodyRegion.SHOULDER_LEFT: ("shoulder-behind-left",),
    BodyRegion.SHOULDER_RIGHT: ("shoulder-behind-right",),
    BodyRegion.ARM_LEFT: ("arm-behind-left",),
    BodyRegion.ARM_RIGHT: ("arm-behind-right",),
    BodyRegion.HAND_LEFT: ("hand-behind-left",),
    BodyRegion.HAND_RIGHT: ("hand-behind-right",),
    BodyRegion.LEG_LEFT: ("thigh-left", "shin-left"),
    BodyRegion.LEG_RIGHT: ("thigh-right", "shin-right"),
    BodyRegion.FOOT_LEFT: ("heel-left",),
    BodyRegion.FOOT_RIGHT: ("heel-right",),
}

"""The staff's desk for treatments and conditions."""

from treatments.admin.classification import BodyAreaAdmin, TreatmentGroupAdmin
from treatments.admin.condition import ConditionAdmin
from treatments.admin.red_flag import RedFlagAdmin
from treatments.admin.treatment import TreatmentAdmin

__all__ = ["BodyAreaAdmin", "ConditionAdmin", "RedFlagAdmin", "TreatmentAdmin", "TreatmentGroupAdmin"]

"""The schema of what we treat and how."""

from treatments.models.classification import BodyArea, TreatmentGroup
from treatments.models.condition import (
    Condition,
    ConditionAdvice,
    ConditionFaq,
    ConditionQuestion,
    ConditionSource,
    ConditionUrgencyCard,
    Symptom,
)
from treatments.models.red_flag import RedFlag
from treatments.models.rows import Urgency
from treatments.models.treatment import (
    CandidacyRow,
    QuickFact,
    Risk,
    Step,
    Treatment,
    TreatmentAdvice,
    TreatmentCondition,
    TreatmentFaq,
    TreatmentQuestion,
    TreatmentSource,
    TreatmentUrgencyCard,
)

__all__ = [
    "BodyArea",
    "CandidacyRow",
    "Condition",
    "ConditionAdvice",
    "ConditionFaq",
    "ConditionQuestion",
    "ConditionSource",
    "ConditionUrgencyCard",
    "QuickFact",
    "RedFlag",
    "Risk",
    "Step",
    "Symptom",
    "Treatment",
    "TreatmentAdvice",
    "TreatmentCondition",
    "TreatmentFaq",
    "TreatmentGroup",
    "TreatmentQuestion",
    "TreatmentSource",
    "TreatmentUrgencyCard",
    "Urgency",
]

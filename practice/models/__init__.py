"""The schema of who we are and what we publish about ourselves."""

from practice.models.announcements import Announcement
from practice.models.claims import Claim
from practice.models.faqs import Faq, FaqTopic
from practice.models.identity import (
    DEFAULT_ACCENT,
    DEFAULT_BRAND,
    CareStep,
    CompensationRule,
    PhoneLine,
    Practice,
    SocialLink,
    hex_colour,
)
from practice.models.insurance import (
    AccidentRule,
    InsuranceGuide,
    InsurancePlan,
    PlanCoverage,
    PlanThingToBring,
    ThingToBring,
)
from practice.models.notices import Notice, NoticeText, NoticeVersion
from practice.models.patient_forms import PatientForm
from practice.models.resources import Resource, ResourceGroup
from practice.models.states import State

__all__ = [
    "DEFAULT_ACCENT",
    "DEFAULT_BRAND",
    "AccidentRule",
    "Announcement",
    "CareStep",
    "Claim",
    "CompensationRule",
    "Faq",
    "FaqTopic",
    "InsuranceGuide",
    "InsurancePlan",
    "Notice",
    "NoticeText",
    "NoticeVersion",
    "PatientForm",
    "PhoneLine",
    "PlanCoverage",
    "PlanThingToBring",
    "Practice",
    "Resource",
    "ResourceGroup",
    "SocialLink",
    "State",
    "ThingToBring",
    "hex_colour",
]

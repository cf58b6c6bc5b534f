"""The staff's desk for the practice; a module for each concept."""

from practice.admin import announcements, claims, faqs, identity, insurance, notices, patient_forms, resources

__all__ = ["announcements", "claims", "faqs", "identity", "insurance", "notices", "patient_forms", "resources"]

"""The schema of who treats you."""

from providers.models.provider import Kind, Provider
from providers.models.rows import Credential, Education, License, Specialty

__all__ = ["Credential", "Education", "Kind", "License", "Provider", "Specialty"]

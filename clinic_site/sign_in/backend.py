"""Who may sign in at all: staff whose account is active. Everybody else gets the answer that a wrong password gets."""

from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """Names and passwords of staff. A session ends with the next request once its user may no longer sign in."""

    def user_can_authenticate(self, user) -> bool:
        return user.is_staff and super().user_can_authenticate(user)

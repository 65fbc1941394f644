from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    MEMBERS = "members", _("Members of this programme")
    PUBLIC = "public", _("Everybody")


class VersionState(TextChoices):
    PROPOSED = "proposed", _("Waiting for a second member")
    REFUSED = "refused", _("Sent back")
    PUBLISHED = "published", _("Published")

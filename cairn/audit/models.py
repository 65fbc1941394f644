from django.db import models
from django.db.models import QuerySet


class EntryQuerySet(QuerySet["Entry"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("audit entries are never deleted")

    def update(self, **kwargs: object) -> int:
        raise TypeError("audit entries are never changed")


class Entry(models.Model):
    """One change by one person (or by the system) to one thing.

    Actor, programme and object are values, not foreign keys: an entry outlives what it is about.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField(null=True)
    programme_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"

from django.db import migrations, models
from django.db.models import Exists, OuterRef


def hold_back(apps, schema_editor):
    flags = apps.get_model("evidence", "Flag").objects.filter(
        version__contribution=OuterRef("pk"),
        version__is_current=True,
        purpose="harm",
        answer__in=("waiting", "accepted"),
    )
    apps.get_model("evidence", "Contribution").objects.update(is_held=Exists(flags))


class Migration(migrations.Migration):
    dependencies = [("evidence", "0006_targets")]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="is_held",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(hold_back, migrations.RunPython.noop),
    ]

from cairn.evidence.forms.adding import AddForm
from cairn.evidence.forms.describing import DescribeForm
from cairn.evidence.forms.erasing import RedactForm
from cairn.evidence.forms.filters import FilterForm
from cairn.evidence.forms.flags import FlagFilterForm, HarmFilterForm, HarmLeadForm
from cairn.evidence.forms.imports import ColumnsForm, ReadingForm, UploadForm
from cairn.evidence.forms.targets import TargetForm

__all__ = [
    "AddForm",
    "ColumnsForm",
    "DescribeForm",
    "FilterForm",
    "FlagFilterForm",
    "HarmFilterForm",
    "HarmLeadForm",
    "ReadingForm",
    "RedactForm",
    "TargetForm",
    "UploadForm",
]

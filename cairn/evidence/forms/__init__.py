from cairn.evidence.forms.adding import AddForm
from cairn.evidence.forms.filters import FilterForm

__all__ = ["AddForm", "FilterForm"]

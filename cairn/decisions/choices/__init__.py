from cairn.decisions.choices.flags import FLAGS, FlagWords
from cairn.decisions.choices.words import DecisionState, Kind, Quadrant, Verdict

__all__ = ["FLAGS", "DecisionState", "FlagWords", "Kind", "Quadrant", "Verdict"]

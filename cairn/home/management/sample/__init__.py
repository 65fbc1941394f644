"""The made-up review, told by the actions of each room in the order of the way."""

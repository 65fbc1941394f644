"""Cairn: a self-hosted learning system for health and care."""

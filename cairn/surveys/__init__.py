"""Asking: surveys that anybody with the link can answer, on any phone, without an account.

In: instruments from the catalogue, and answers. Out: contributions (`evidence`) and, once closed,
counts that passed the gate. Five words: instrument, survey, response, return code, batch.
"""

"""What we decide: changes to keep, adapt or stop; findings; recommendations; the thread.

In: signed-off themes and excerpts. Out: recommendations that can show where they come from.
Five words: change, verdict, finding, recommendation, thread.
"""

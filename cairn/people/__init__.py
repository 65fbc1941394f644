"""Who: accounts and organisations.

In: an invitation accepted, or the first administrator made by a command. Out: the viewer that
every query asks for. Five words: user, administrator, organisation, ODS code, second factor.
"""

"""What make calls: set-up, the throw-away PostgreSQL, the development server.

Only the standard library, because these run before anything is installed (`run` comes after).
"""

"""The look: layouts, form fields, partials and styles; and panels by which rooms downstream show
themselves upstream.
"""

"""Every setting, from the environment only."""

SECRET_KEY = "development-only"
USE_TZ = True
INSTALLED_APPS: list[str] = []

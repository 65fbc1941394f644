"""Settings, addresses, the server's entry and the template environment. May see all rooms."""

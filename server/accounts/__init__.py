"""Who somebody is: registration, log-in, profile."""

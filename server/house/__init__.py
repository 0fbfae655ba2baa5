"""The whole studio on one machine: a Procfile, one supervisor, an embedded Valkey."""

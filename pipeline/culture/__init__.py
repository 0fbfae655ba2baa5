"""Culture packs: which architecture, dress, palette, names and music belong together, as TOML."""

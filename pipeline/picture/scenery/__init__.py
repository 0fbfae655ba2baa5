"""Places, drawn. A set is made of planes; a kit paints one family of settings with pieces that compose."""

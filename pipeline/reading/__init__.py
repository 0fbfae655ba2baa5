"""How scripts are written: marks of a screenplay, of a dialogue, of told prose with quotes."""

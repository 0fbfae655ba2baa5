"""Engines by capability. `registry` finds them by looking in the folders."""

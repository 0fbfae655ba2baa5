"""Where deliverables lie and how they are fetched."""

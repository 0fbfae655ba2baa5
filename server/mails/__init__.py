"""Letters: what the studio writes to people, in their language, and how it leaves."""

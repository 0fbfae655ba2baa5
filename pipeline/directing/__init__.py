"""The Director's room: who stands where and when, what the camera sees of it and why, and the creator's own changes."""

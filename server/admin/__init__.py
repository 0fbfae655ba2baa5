"""What those who run the studio see and do."""

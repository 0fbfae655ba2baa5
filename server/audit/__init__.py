"""What those who run the studio did."""

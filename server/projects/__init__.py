"""Scripts and what is to become of them."""

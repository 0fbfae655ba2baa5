"""What a project was before each of its changes, and how to have it back."""

"""The storyboard of a project, and what its creator has changed in it."""

"""Contact sheets of everything the illustrator can draw, for eyes: places, peoples, lights, things, faces, deeds."""

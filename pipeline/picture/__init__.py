"""The illustrator: scenery, puppets, light, weather, camera, text, compositor."""

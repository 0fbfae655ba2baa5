"""The stages of a film, in the order of `pipeline.render.make_film`."""

"""The composer and the mixer: scales, rhythm, synthesis, ambience, loudness."""

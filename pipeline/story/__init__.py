"""What a screenplay is about: people, places, feelings and deeds, by words, rules and sentence embeddings."""

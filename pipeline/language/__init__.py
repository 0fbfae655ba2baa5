"""What the script's language needs: which it is, its words, its sentences, its meaning as vectors."""

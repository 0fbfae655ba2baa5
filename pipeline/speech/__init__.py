"""Speech: from written words to sounds, from sounds to a voice, and when each of them is heard."""

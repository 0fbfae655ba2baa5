"""What creators bring: pictures, narration, music, clips. Nothing is believed of a file before it was written anew."""

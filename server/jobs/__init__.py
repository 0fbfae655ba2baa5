"""Films in the making: a graph of steps, their progress and their end."""

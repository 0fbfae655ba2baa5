"""What the server asks of the pipeline: readings, quotes, the steps of a film."""

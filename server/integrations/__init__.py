"""Other companies' services: their SDKs and their errors, nothing else."""

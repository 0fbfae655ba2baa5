"""Scripts that somebody must look at before they are filmed."""

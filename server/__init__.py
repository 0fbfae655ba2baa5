"""The job server: accounts, projects, credits and films behind one HTTP interface."""

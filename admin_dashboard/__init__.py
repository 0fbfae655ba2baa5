"""The admin dashboard: jobs, users, credits, queues and workers, live, over the job server's HTTP alone."""

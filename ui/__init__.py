"""The studio on the web: the creator app. It knows the job server by `server.client` alone."""

"""The edge: all that knows a platform, a socket, the clock, a thread or the environment."""

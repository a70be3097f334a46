"""What can be read in a file that somebody brings: found out in a process of its own, within limits."""

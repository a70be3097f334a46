"""What the courier does with what it has claimed: word it, send it, and say what is to be kept of it."""

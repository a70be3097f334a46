"""What is to be told: a notice of each kind, by name and ids."""

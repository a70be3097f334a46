"""Where things are kept: one transaction, and a repository for each kind of thing."""

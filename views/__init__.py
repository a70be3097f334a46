"""What people see: pure functions from a thing to a Card or a Form."""

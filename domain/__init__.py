"""What is true: the rules of the programme in plain Python; no I/O, no clock, no import from above."""

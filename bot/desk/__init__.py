"""The operator's desk: what the command line does without serving, a file for each group of commands."""

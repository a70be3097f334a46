"""Microsoft Teams: activities in, cards and dialogs out."""

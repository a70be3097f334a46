"""Slack: requests in, cards and forms out."""

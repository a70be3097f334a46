"""What the bot does: plain functions from a request and a store to one Reply."""

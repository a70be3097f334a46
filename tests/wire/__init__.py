"""The other side of the wire: loopback servers that play Slack and the Bot Connector, and people who use them."""

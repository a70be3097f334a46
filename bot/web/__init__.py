"""The web door: the demo's chat page, the third platform."""

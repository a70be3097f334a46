"""Every figure of docs/measurements.md, measured as a ratio in one run: `make bench`."""

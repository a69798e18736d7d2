"""The content lint: rules about what is written, beyond whether it can be read."""

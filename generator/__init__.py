"""Highbar: scenario YAML in, a study site for behavioral interviews out."""

"""Files in, documents out: discovery, YAML and positions."""

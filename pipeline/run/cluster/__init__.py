"""A run over the machines of a Ray cluster, from URLs to URLs."""

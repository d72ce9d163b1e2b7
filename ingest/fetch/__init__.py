"""From the BOE's open data to files: the only part that reaches the network, and only when asked to."""

"""What newsgen remembers: the cache, the record of the last build, the fingerprint of what made it."""

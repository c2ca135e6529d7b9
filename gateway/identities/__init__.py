"""The ways to know who is asking; each is an `Identity` of gateway.identity."""

"""What the assistant knows: reading, checking, storing and asking its content."""

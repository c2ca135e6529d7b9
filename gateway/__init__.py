"""The only open port: HTTP in front of Rasa, with privacy, safety and memory."""

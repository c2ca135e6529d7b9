"""Understanding: Rasa graph components and the pure logic they wrap."""

"""Sets up, runs and tests the project with Python 3.8 or newer and nothing else."""

"""What is measured, a part a file; each gives the goals that it reached or missed."""

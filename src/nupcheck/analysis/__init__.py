"""What follows from results: gates, comparison, gaps and plans."""

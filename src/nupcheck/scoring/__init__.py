"""What answers are worth: the standing of each question, totals and bounds, and why."""

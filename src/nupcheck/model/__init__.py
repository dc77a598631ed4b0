"""What files declare (checklists, sheets, guidance, costs, gates), and what can be wrong there."""

"""goalint: a linter for the performance-goal documents of Chinese government budgets."""

__version__ = "0.1.0"

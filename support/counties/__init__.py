"""The county's side of support (D73, D77, D78, D89, D97–D99): its plan, its years, its board, effects by area."""

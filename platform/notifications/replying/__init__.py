"""Answers to our letters by e-mail: where they go, how they come in, what becomes of them."""

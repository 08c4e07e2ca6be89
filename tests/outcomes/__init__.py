"""Tests of networks.outcomes and of its public face."""

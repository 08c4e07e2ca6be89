"""The demo world, built only through services, so that it is a smoke test of them as well."""

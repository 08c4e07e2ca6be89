"""Views of the public face that are not pages."""

"""What goes in and out of the API: models of the edge, made from the records."""

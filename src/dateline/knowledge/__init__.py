"""What is known before reading: data files that an area expert can edit, and a thin loader beside each."""

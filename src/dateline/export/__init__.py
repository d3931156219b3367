"""Coded reports in the formats that others read: JSON Lines and CSV."""

"""What people decide about a record: claims accepted, rejected or corrected, and how far two people agree."""

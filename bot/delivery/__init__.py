"""What goes out of this installation: the loop that delivers what is due, and where it is delivered to."""

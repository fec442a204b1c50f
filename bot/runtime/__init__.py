"""What runs the product: settings, building, serving, actions in this process, and the error boundary."""

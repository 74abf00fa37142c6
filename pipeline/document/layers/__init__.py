"""What stages write: one module for the layers of each stage."""

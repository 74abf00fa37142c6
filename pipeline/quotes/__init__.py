"""What was said, and by whom: in quotation marks, and without them."""

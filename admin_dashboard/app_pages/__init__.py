"""One page a file; `app.py` lists them."""

"""The ledger: what is granted, taken and given back."""

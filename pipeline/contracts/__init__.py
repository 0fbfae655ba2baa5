"""One abstract class per capability, with its value types. An engine is one file under `engines/<capability>/`."""

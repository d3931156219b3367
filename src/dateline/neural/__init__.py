"""The shipped network and how it is run: an int8 encoder on onnxruntime, heads in numpy. Nothing else knows the runtime."""

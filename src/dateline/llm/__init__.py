"""The way to a language model that the user runs or rents: any server that speaks OpenAI's chat completions. Off unless asked for.

Words go out and words come back; what they mean is for `coding.proposed` to check, and nothing that comes back is ever run.
"""

from dateline.llm.client import Client, Limits
from dateline.llm.endpoint import Endpoint, read_endpoint

__all__ = ["Client", "Endpoint", "Limits", "read_endpoint"]

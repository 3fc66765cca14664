"""What Schemathesis does not know of this API."""

import schemathesis
import yaml


# All that it takes for YAML, as it asks the first of them about any.
@schemathesis.deserializer("text/yaml", "text/x-yaml", "text/vnd.yaml", "application/yaml", "application/x-yaml")
def read_yaml(context, response):
    """One document or several, as OpenSLO has them; by itself it takes one alone."""
    documents = list(yaml.safe_load_all(response.content))
    return documents[0] if len(documents) == 1 else documents

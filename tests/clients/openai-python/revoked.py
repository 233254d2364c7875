"""A revoked key raises PermissionDeniedError."""

import os

import openai

client = openai.OpenAI(api_key=os.environ["THESYS_API_KEY"], base_url=os.environ["BASE_URL"])
try:
    client.chat.completions.create(model="c1/vitrine/offline/v-20261122", messages=[{"role": "user", "content": "Hello"}])
    raise AssertionError("a revoked key was accepted")
except openai.PermissionDeniedError as error:
    assert error.code == "invalid_api_key", error.body

"""What every client asks, and what its answers must hold."""

import os
import re

BASE_URL = os.environ["BASE_URL"]
HOST_URL = os.environ["HOST_URL"]
API_KEY = os.environ["THESYS_API_KEY"]
PROVIDERS_URL = os.environ["PROVIDERS_URL"]

# As the hosted product's documentation writes it; the server under test has it stand for the offline engine.
MODEL = "c1/anthropic/claude-sonnet-4/v-20250930"
OFFLINE = "c1/vitrine/offline/v-20261122"

# A model of each wire format, at providers that speak it strictly.
PROVIDER_MODELS = [
    "c1/openai/gpt-6.2-sol/v-20261122",
    "c1/anthropic/claude-sonnet-5.5/v-20261122",
    "c1/google/gemini-4-neon/v-20261122",
    "c1/custom/a-thinker/v-20261122",
]

CHART = "How did the population of the world grow from 1950 to 2020?"
CAPITAL = "What is the capital of France?"
# Without the question before it, nobody knows whose.
POPULATION = "And what is its population?"
WEATHER = "What is the weather in Paris?"
PERSON = "Extract the person: Ada Lovelace was born in 1815."

WEATHER_SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": False}
WEATHER_ANSWER = '{"city": "Paris", "celsius": 21.5, "sky": "hazy"}'


def is_interface(text: str) -> bool:
    return text.startswith('<content thesys="true" version="2">') and text.rstrip().endswith("</content>")


def is_chart(text: str) -> bool:
    return is_interface(text) and bool(re.search(r"(Line|Bar|Area)Chart\w*\(", text))


def is_capital(text: str) -> bool:
    return is_interface(text) and "Paris" in text


def is_population(text: str) -> bool:
    """Only who remembers the question before knows that it is about France."""
    return is_interface(text) and "France" in text and bool(re.search(r"68\.\d million", text))


def is_weather(text: str) -> bool:
    return is_interface(text) and "21.5" in text and "hazy" in text

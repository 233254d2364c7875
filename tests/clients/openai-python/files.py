"""Files and vector stores by the official client and its helpers: sent, polled, batched, filtered, searched, deleted."""

import io

import openai
from expected import API_KEY, HOST_URL

client = openai.OpenAI(api_key=API_KEY, base_url=f"{HOST_URL}/v1")
stores = client.vector_stores

REPORT = b"# Revenue\n\nRevenue in Germany grew 7 percent in 2025.\n\n# Costs\n\nCosts fell."


def document(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


file = client.files.create(
    file=document("Bericht über 2025.md", REPORT),
    purpose="assistants",
    expires_after={"anchor": "created_at", "seconds": 86_400},
)
assert (file.filename, file.bytes, file.status) == ("Bericht über 2025.md", len(REPORT), "processed"), file
assert file.expires_at == file.created_at + 86_400, file
assert client.files.wait_for_processing(file.id) == file
assert client.files.content(file.id).read() == REPORT

store = stores.create(name="Reports", metadata={"team": "sales"}, expires_after={"anchor": "last_active_at", "days": 3})
entry = stores.files.create_and_poll(file.id, vector_store_id=store.id, attributes={"year": 2025, "draft": False})
assert (entry.status, entry.attributes) == ("completed", {"year": 2025, "draft": False}), entry
batch = stores.file_batches.upload_and_poll(
    store.id, files=[document("tea.txt", b"Tea is grown in the hills."), document("setup.exe", b"MZ\x00\x00")]
)
assert (batch.status, batch.file_counts.completed, batch.file_counts.failed) == ("completed", 1, 1), batch
[failed] = [entry for entry in stores.files.list(store.id, limit=1) if entry.status == "failed"]
assert failed.last_error.code == "unsupported_file", failed
assert stores.retrieve(store.id).file_counts.total == 3

found = stores.search(store.id, query="How did revenue in Germany grow?", filters={"type": "gte", "key": "year", "value": 2025})
[hit] = found.data
assert hit.file_id == file.id and 0 < hit.score <= 1 and "grew 7 percent" in hit.content[0].text, hit
assert stores.search(store.id, query="revenue", filters={"type": "eq", "key": "draft", "value": True}).data == []
assert "Costs fell." in "".join(part.text for part in stores.files.content(file.id, vector_store_id=store.id))

assert client.files.delete(file.id).deleted
assert stores.search(store.id, query="revenue").data == []
assert stores.delete(store.id).deleted
try:
    stores.retrieve(store.id)
    raise AssertionError("a deleted store was found")
except openai.NotFoundError as error:
    assert error.code == "vector_store_not_found", error.body

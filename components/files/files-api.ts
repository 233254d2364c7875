import { z } from "zod/v4";
import type { FoundPassage } from "@/components/files/file-entry";

const Failure = z.object({ error: z.object({ message: z.string() }) });
const WithId = z.object({ id: z.string() });
const Found = z.object({
  data: z.array(
    z.object({ file_id: z.string(), filename: z.string(), score: z.number(), content: z.array(z.object({ text: z.string() })) }),
  ),
});
const FileState = z.object({
  status: z.enum(["in_progress", "completed", "cancelled", "failed"]),
  last_error: z.object({ message: z.string() }).nullable(),
});
const UNREACHABLE = "The server did not answer.";

/** Asks the API as the person who is signed in. Rejects with a sentence for that person. */
async function ask(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown> {
  const init: RequestInit = { method };
  if (body instanceof FormData) init.body = body;
  else if (body) Object.assign(init, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  const response = await fetch(`/v1${path}`, init).catch(() => null);
  const value: unknown = await response?.json().catch(() => null);
  if (response?.ok) return value;
  const failure = Failure.safeParse(value);
  throw new Error(failure.success ? failure.data.error.message : UNREACHABLE);
}

export async function makeStore(name: string): Promise<string> {
  return WithId.parse(await ask("POST", "/vector_stores", { name })).id;
}

/** Puts a file into a store, where it is read; returns its id. */
export async function sendFile(storeId: string, file: File): Promise<string> {
  const form = new FormData();
  form.append("purpose", "assistants");
  form.append("file", file);
  const { id } = WithId.parse(await ask("POST", "/files", form));
  await ask("POST", `/vector_stores/${storeId}/files`, { file_id: id });
  return id;
}

/** How far a file of a store is, and why it could not be read. */
export async function readFileState(storeId: string, fileId: string): Promise<z.output<typeof FileState>> {
  return FileState.parse(await ask("GET", `/vector_stores/${storeId}/files/${fileId}`));
}

export async function removeFile(id: string): Promise<void> {
  await ask("DELETE", `/files/${id}`);
}

export async function removeStore(id: string): Promise<void> {
  await ask("DELETE", `/vector_stores/${id}`);
}

export async function searchStore(id: string, query: string): Promise<FoundPassage[]> {
  const { data } = Found.parse(await ask("POST", `/vector_stores/${id}/search`, { query }));
  return data.map(({ file_id: fileId, filename, score, content }) => ({
    fileId,
    name: filename,
    score,
    text: content.map(({ text }) => text).join("\n"),
  }));
}

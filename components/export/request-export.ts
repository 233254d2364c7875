export type ExportFormat = "pdf" | "html";

export interface ExportRequest {
  format: ExportFormat;
  /** The answer as it came. */
  content: string;
  model: string | null;
  theme: "light" | "dark";
}

export type ExportOutcome = { ok: true; file: Blob; name: string } | { ok: false; message: string };

/** Asks the API for a file, as the session of this page; null when `signal` fired meanwhile. */
export async function requestExport(body: ExportRequest, signal: AbortSignal): Promise<ExportOutcome | null> {
  try {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal };
    const response = await fetch("/v1/embed/export", init);
    if (!response.ok) return { ok: false, message: await messageOf(response) };
    return { ok: true, file: await response.blob(), name: nameOf(response.headers.get("content-disposition"), body.format) };
  } catch {
    return signal.aborted ? null : { ok: false, message: "The server could not be reached." };
  }
}

async function messageOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const message: unknown = Reflect.get(Object(Reflect.get(Object(body), "error")), "message");
  return typeof message === "string" ? message : `The server answered with status ${response.status}.`;
}

function nameOf(disposition: string | null, format: ExportFormat): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  const plain = /filename="([^"]+)"/.exec(disposition ?? "")?.[1];
  return encoded ? decodeURIComponent(encoded) : (plain ?? `answer.${format}`);
}

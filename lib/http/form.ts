import Busboy, { type BusboyInstance } from "@fastify/busboy";
import { ApiError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import type { Exchange } from "./exchange";

/** A file of a form. */
export interface FormFile {
  filename: string;
  bytes: Buffer;
}

/** What a form may hold beside its file. */
const FIELDS_MAX = 32;
const FIELD_BYTES_MAX = 65_536;
const OVERHEAD_BYTES = 131_072;
const SLICE_BYTES = 262_144;
const BROKEN = "The body is not a valid multipart form.";

/** How many bytes of forms are held in memory at a time; who comes later is asked to come again. */
const HELD_BYTES_MAX = 268_435_456;
const RETRY_AFTER_MS = 2_000;

const held = processState("held-form-bytes", () => ({ bytes: 0 }));

/** Returns the largest body of a form whose file may have `fileBytesMax`. */
export const formBytesMax = (fileBytesMax: number): number => fileBytesMax + OVERHEAD_BYTES;

/**
 * Runs `handle` with the members of a multipart form: texts, and one `FormFile` for each file. Names in brackets make an object:
 * `expires_after[anchor]` is the member `anchor` of `expires_after`. Throws `unsupported_media_type`, `body_too_large`,
 * `invalid_multipart`, and `service_unavailable` while too many bytes of forms are held.
 */
export async function withForm<T>(
  exchange: Exchange,
  fileBytesMax: number,
  handle: (form: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const contentType = exchange.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new ApiError("unsupported_media_type", "The body must be a form, sent with content-type: multipart/form-data.");
  }
  const bytesMax = formBytesMax(fileBytesMax);
  const release = reserve(Math.min(Number(exchange.header("content-length")) || bytesMax, bytesMax));
  try {
    return await handle(await parseForm(contentType, Buffer.from(await exchange.readBody(bytesMax)), fileBytesMax));
  } finally {
    release();
  }
}

function reserve(bytes: number): () => void {
  if (held().bytes > 0 && held().bytes + bytes > HELD_BYTES_MAX) {
    throw new ApiError("service_unavailable", "Too many files are being sent at the moment. Try again.", { retryAfterMs: RETRY_AFTER_MS });
  }
  held().bytes += bytes;
  return () => {
    held().bytes -= bytes;
  };
}

function parseForm(contentType: string, body: Buffer, fileBytesMax: number): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const form: Record<string, unknown> = Object.create(null);
    const refuse = () => reject(new ApiError("invalid_multipart", BROKEN));
    const limits = { fields: FIELDS_MAX, fieldSize: FIELD_BYTES_MAX, files: 2, fileSize: fileBytesMax + 1, parts: FIELDS_MAX + 2 };
    let parser: BusboyInstance;
    try {
      parser = new Busboy({ headers: { "content-type": contentType }, limits, defCharset: "utf8" });
    } catch {
      return refuse();
    }
    parser.on("field", (name, value, isNameCut, isValueCut) => (isNameCut || isValueCut ? refuse() : put(form, name, value)));
    parser.on("file", (name, stream, filename) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
      stream.on("error", refuse);
      stream.on("end", () => {
        const bytes = Buffer.concat(chunks);
        if (bytes.length > fileBytesMax) reject(new ApiError("body_too_large", tooLarge(fileBytesMax), { param: name }));
        put(form, name, { filename: filename ?? "", bytes } satisfies FormFile);
      });
    });
    for (const event of ["partsLimit", "filesLimit", "fieldsLimit", "error"] as const) parser.on(event, refuse);
    parser.on("finish", () => resolve(form));
    void feed(parser, body);
  });
}

/** In slices, so that other work has its turn between them: what a body is made of can make it slow to read. */
async function feed(parser: BusboyInstance, body: Buffer): Promise<void> {
  for (let at = 0; at < body.length && !parser.destroyed; at += SLICE_BYTES) {
    parser.write(body.subarray(at, at + SLICE_BYTES));
    await new Promise((resolve) => setImmediate(resolve));
  }
  parser.end();
}

const tooLarge = (bytesMax: number): string => `The file is larger than ${bytesMax} bytes.`;

/** Of members with one name the last counts, as in JSON. */
function put(form: Record<string, unknown>, name: string, value: unknown): void {
  const [, outer, inner] = /^([^[\]]{1,64})\[([^[\]]{1,64})\]$/.exec(name) ?? [];
  if (outer === undefined || inner === undefined) {
    form[name] = value;
    return;
  }
  const known = form[outer];
  const members: Record<string, unknown> = typeof known === "object" && known !== null ? { ...known } : {};
  Object.defineProperty(members, inner, { value, enumerable: true, configurable: true, writable: true });
  form[outer] = members;
}

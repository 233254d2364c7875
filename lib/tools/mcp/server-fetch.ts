import { Readable } from "node:stream";
import { createAbort } from "@/lib/abort";
import { RefusedAddress, sendForeign } from "@/lib/foreign";
import type { Reach } from "@/lib/public-host";
import { type McpFailure, refused, tooLarge, unreachable } from "./failure";

/** The most bytes that one answer of a server may have. */
export const ANSWER_BYTES_MAX = 4 * 1_048_576;

interface ServerFetch {
  url: URL;
  reach: Reach;
  anyPort: boolean;
  /** Sent with every request; they go to the server's own origin alone. */
  headers: Record<string, string>;
  /** Fires when the connection is given up. */
  signal: AbortSignal;
  /** Told of what the library that asks would keep to itself. */
  onFailure: (failure: McpFailure) => void;
}

export interface FetchOfServer {
  fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** Resolves when everything that was sent has an answer; never rejects. */
  settled: () => Promise<void>;
}

/**
 * Returns the `fetch` that one connection to a server uses: to its origin alone, which is checked where the connection is made, without
 * following a redirect, and with the bytes of each answer counted.
 */
export function createServerFetch({ url: server, reach, anyPort, headers: own, signal: ended, onFailure }: ServerFetch): FetchOfServer {
  const open = new Set<Promise<unknown>>();
  const ask = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...own };
    const method = init.method === "POST" || init.method === "DELETE" ? init.method : "GET";
    const abort = createAbort(init.signal ? [init.signal, ended] : [ended]);
    const { signal } = abort;
    const body = typeof init.body === "string" ? init.body : undefined;
    const foreign = {
      reach,
      anyPort,
      method,
      headers,
      mayGo: (to: URL) => to.origin === server.origin,
      ...(body !== undefined && { body }),
    } as const;
    try {
      const reply = await sendForeign(String(url), foreign, signal);
      const contentType = reply.header("content-type");
      const session = reply.header("mcp-session-id");
      return new Response(isBodiless(reply.status) ? null : counted(reply.body, { onFailure, onEnd: abort.release }), {
        status: reply.status,
        headers: { ...(contentType && { "content-type": contentType }), ...(session && { "mcp-session-id": session }) },
      });
    } catch (error) {
      abort.release();
      if (signal.aborted) throw signal.reason;
      const failure = error instanceof RefusedAddress ? refused(error.message) : unreachable();
      onFailure(failure);
      throw failure;
    }
  };
  return {
    fetch: (url, init) => {
      const asked = ask(url, init);
      const noted = asked.catch(() => undefined).finally(() => open.delete(noted));
      open.add(noted);
      return asked;
    },
    settled: async () => {
      await Promise.all(open);
    },
  };
}

const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304;

interface Counted {
  onFailure: (failure: McpFailure) => void;
  onEnd: () => void;
}

function counted(body: Readable, { onFailure, onEnd }: Counted): ReadableStream<Uint8Array> {
  const chunks = async function* () {
    let bytes = 0;
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        bytes += chunk.byteLength;
        if (bytes > ANSWER_BYTES_MAX) {
          const failure = tooLarge(ANSWER_BYTES_MAX);
          onFailure(failure);
          throw failure;
        }
        yield chunk;
      }
    } finally {
      onEnd();
    }
  };
  return Readable.toWeb(Readable.from(chunks())) as ReadableStream<Uint8Array>;
}

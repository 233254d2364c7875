import type { AnswerSettings, SaveFormBody, ShowVersionBody, Thread, WriteThreadBody } from "@/lib/conversations/schema";
import type { ShowVersionResult, WriteResult } from "@/components/playground/thread/thread-state";
import { createThreadStore, type ThreadStore } from "@/components/playground/thread/thread-store";

export const settings: AnswerSettings = {
  model: "c1/vitrine/offline/v-20261122",
  system: null,
  temperature: null,
  topP: null,
  maxTokens: null,
  tools: null,
  hosted: { webSearch: false, mcpServers: [], stores: [] },
};

/** What a thread is in: a server that answers as a test says and keeps what it was told. */
export class World {
  writes: WriteThreadBody[] = [];
  forms: SaveFormBody[] = [];
  /** Every request, as its method and path. */
  asked: string[] = [];
  shown: ShowVersionBody[] = [];
  /** What is shown in the place of what was, once another version is wanted. */
  other: Thread | null = null;
  /** Why nothing is saved; null when it is. */
  refuse: string | null = null;
  respond: (init: RequestInit, path: string) => Promise<Response> = async () => streamed([text("Hel"), text("lo"), finish()]);
  private lastId = 0;

  open(thread: Thread | null): ThreadStore {
    return createThreadStore(thread, {
      fetch: async (url, init) => {
        const path = typeof url === "string" ? url : "";
        this.asked.push(`${init?.method ?? "GET"} ${path}`);
        return path.endsWith("/cancel") ? new Response("{}") : this.respond(init ?? {}, path);
      },
      write: (body) => this.write(body),
      saveForm: async (body) => void this.forms.push(body),
      open: async () => null,
      onSaved: () => undefined,
      showVersion: (body) => this.showVersion(body),
    });
  }

  private async showVersion(body: ShowVersionBody): Promise<ShowVersionResult> {
    this.shown.push(body);
    return this.other ? { ok: true, thread: this.other } : { ok: false, reason: "changed_elsewhere" };
  }

  /** Gives ids as the server does: an id stays only when it was given before. */
  private async write(body: WriteThreadBody): Promise<WriteResult> {
    if (this.refuse) return { ok: false, reason: this.refuse };
    this.writes.push(body);
    const ids = body.entries.map(({ item }) => {
      if (item.id.startsWith("srv_")) return item.id;
      this.lastId += 1;
      return `srv_${this.lastId}`;
    });
    return { ok: true, threadId: "conv_1", title: "hi", ids, versions: [] };
  }
}

export function text(delta: string, sequence_number = 1): object {
  return { type: "response.output_text.delta", sequence_number, output_index: 0, delta };
}

export function thought(delta: string): object {
  return { type: "response.reasoning_summary_text.delta", sequence_number: 1, output_index: 0, delta };
}

export function finish(): object {
  const usage = {
    input_tokens: 3,
    input_tokens_details: { cached_tokens: 2, cache_write_tokens: 1 },
    output_tokens: 2,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 5,
    cost: 0.000021,
    cost_details: { currency: "USD", cache_saving: 0.0000035 },
  };
  return { type: "response.completed", sequence_number: 9, response: { id: "resp_1", model: settings.model, status: "completed", usage } };
}

/** The stream of a response with these events after its first; `open` leaves it open until the signal fires. */
export function streamed(events: object[], { open }: { open?: AbortSignal | null | undefined } = {}): Response {
  const created = { type: "response.created", sequence_number: 0, response: { id: "resp_1" } };
  const body = new ReadableStream({
    start(controller) {
      for (const event of [created, ...events]) controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
      if (open) open.addEventListener("abort", () => controller.error(new DOMException("stopped", "AbortError")));
      else controller.close();
    },
  });
  return new Response(body, { headers: { "x-request-id": "req_1" } });
}

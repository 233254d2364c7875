const CHANNEL = "vitrine.threads";

/** What happened to a thread in another window of this browser. */
export type ThreadNews = { type: "saved" | "renamed"; id: string; title: string } | { type: "removed"; id: string };

export interface ThreadChannel {
  tell: (news: ThreadNews) => void;
  close: () => void;
}

/** Hears what other windows do to threads, and tells them what this one does. */
export function openThreadChannel(onNews: (news: ThreadNews) => void): ThreadChannel {
  const channel = new BroadcastChannel(CHANNEL);
  // Pages of this server alone speak here, of this version or, after an update, of another.
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (isNews(data)) onNews(data);
  });
  const tell: ThreadChannel["tell"] = channel.postMessage.bind(channel);
  return { tell, close: () => channel.close() };
}

function isNews(value: unknown): value is ThreadNews {
  if (typeof value !== "object" || value === null || !("type" in value) || !("id" in value) || typeof value.id !== "string") return false;
  if (value.type === "removed") return true;
  return (value.type === "saved" || value.type === "renamed") && "title" in value && typeof value.title === "string";
}

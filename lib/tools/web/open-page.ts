import { fetchForeign, type ForeignPage, RefusedAddress } from "@/lib/foreign";
import { TooLarge } from "@/lib/outgoing";
import { processState } from "@/lib/process-state";
import { VERSION } from "@/lib/version";
import { type Page, readHtml } from "./read-html";
import { Remembered } from "./remembered";
import { isOfDomains } from "./search";

const BYTES_MAX = 2_097_152;
const TIMEOUT_MS = 10_000;
const REDIRECTS_MAX = 5;
const TEXT_CHARS_MAX = 400_000;
const FRESH_MS = 60 * 60_000;
const KEPT_MAX = 60;

/** A page that was read, and where it turned out to be. */
export interface ReadPage extends Page {
  url: string;
}

/** Why a page was not read, in a sentence that holds nothing of what its server said. */
export class PageFailed extends Error {
  override name = "PageFailed";
}

const read = processState("web-pages", () => new Remembered<ReadPage>(KEPT_MAX, FRESH_MS));

interface Visit {
  workspaceId: string;
  domains: readonly string[];
  /** Whether it may be fetched; else it is there only where it was before. */
  isLive: boolean;
}

/** Resolves to a page, from the web or as it was read within the hour. Throws `PageFailed`. */
export async function openPage(url: string, { workspaceId, domains, isLive }: Visit, signal: AbortSignal): Promise<ReadPage> {
  const key = JSON.stringify([workspaceId, url]);
  const known = read().find(key);
  if (known && isOfDomains(known.url, domains)) return known;
  if (!isLive) throw failed("nothing may be fetched, and it is not cached");
  const page = await readPage(await fetched(url, domains, signal));
  read().keep(key, page);
  return page;
}

async function fetched(url: string, domains: readonly string[], signal: AbortSignal): Promise<ForeignPage> {
  const headers = {
    accept: "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "user-agent": `Mozilla/5.0 (compatible; Vitrine/${VERSION})`,
  };
  const bounds = { reach: "public", redirectsMax: REDIRECTS_MAX, bytesMax: BYTES_MAX, timeoutMs: TIMEOUT_MS } as const;
  try {
    return await fetchForeign(url, { headers, ...bounds, mayGo: (to) => isOfDomains(to.href, domains) }, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof RefusedAddress) throw failed(lowerCase(error.message.replace(/\.$/, "")));
    if (error instanceof TooLarge) throw failed("it is larger than 2 MB");
    if (error instanceof Error && error.name === "TimeoutError") throw failed("it did not answer in time");
    throw failed("its server cannot be reached");
  }
}

async function readPage(page: ForeignPage): Promise<ReadPage> {
  const { url, status, bytes } = page;
  if (status < 200 || status >= 300) throw failed(`it answered with status ${status}`);
  const type = page.header("content-type") ?? "text/html";
  const kind = /^\s{0,9}([\w.+-]{1,40}\/[\w.+-]{1,60})/.exec(type)?.[1]?.toLowerCase() ?? "text/html";
  if (kind === "text/html" || kind === "application/xhtml+xml") {
    return { url, ...(await readHtml(decoded(bytes, type, true), url)) };
  }
  if (!/^text\/|[/+](?:json|xml|yaml)$/.test(kind)) throw failed(`it is no page of text (${kind})`);
  return { url, title: "", date: null, text: decoded(bytes, type, false).slice(0, TEXT_CHARS_MAX) };
}

/** The text of bytes, in the encoding that the header names, or a mark at their beginning, or the page itself. */
function decoded(bytes: Buffer, type: string, isHtml: boolean): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  const named = /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(type)?.[1];
  const beginning = isHtml ? bytes.subarray(0, 2_048).toString("latin1") : "";
  const inPage = /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(beginning)?.[1];
  try {
    return new TextDecoder(mark ?? named ?? inPage ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const failed = (why: string): PageFailed => new PageFailed(`The page can't be opened: ${why}.`);
const lowerCase = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

const PLACES_MAX = 5;
const AROUND_CHARS = 200;

/** The places of a page where words stand, whatever their case, each with what is around it. */
export function findInText(text: string, pattern: string): string[] {
  const folded = text.toLowerCase();
  // A letter that grows when it is folded would move every place behind it.
  const [where, what] = folded.length === text.length ? [folded, pattern.toLowerCase()] : [text, pattern];
  const places: string[] = [];
  for (let at = where.indexOf(what); at !== -1 && places.length < PLACES_MAX; at = where.indexOf(what, at + AROUND_CHARS)) {
    const from = Math.max(0, at - AROUND_CHARS);
    places.push(
      text
        .slice(from, at + what.length + AROUND_CHARS)
        .replace(/\s+/g, " ")
        .trim(),
    );
  }
  return places;
}

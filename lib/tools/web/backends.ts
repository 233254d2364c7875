import { isRecord } from "@/lib/json";

/** What is looked for. */
export interface SearchQuery {
  query: string;
  count: number;
  /** Sites to look at alone; none is every site. */
  domains: readonly string[];
  /** Two letters, in capitals; null where nobody said. */
  country: string | null;
}

export interface WebResult {
  url: string;
  title: string;
  excerpt: string;
  /** When it was published, as the backend says it; null where it doesn't. */
  date: string | null;
}

export interface PictureResult {
  url: string;
  thumbnail: string | null;
  title: string;
  /** The page that shows it. */
  source: string;
  width: number | null;
  height: number | null;
}

/** A request to a backend. */
export interface Asked {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

interface Place {
  base: string;
  key: string | null;
}

/** A service that searches. What differs between them is here, and nobody else asks for their names. */
export interface Backend {
  label: string;
  /** Its own address; null where everybody has one of his own. */
  address: string | null;
  needsKey: boolean;
  /** Whether it takes the sites to look at; the others get them in the words. */
  takesDomains: boolean;
  ask: (query: SearchQuery, place: Place) => Asked;
  results: (answer: unknown) => WebResult[];
  /** Null where it has no pictures. */
  pictures: { ask: (query: SearchQuery, place: Place) => Asked; results: (answer: unknown) => PictureResult[] } | null;
}

const searxng: Backend = {
  label: "SearXNG",
  address: null,
  needsKey: false,
  takesDomains: false,
  ask: (query, place) => searxngRequest(query, place, {}),
  results: (answer) =>
    list(answer, "results").map((one) => ({
      url: text(one.url),
      title: text(one.title),
      excerpt: text(one.content),
      date: day(one.publishedDate),
    })),
  pictures: {
    ask: (query, place) => searxngRequest(query, place, { categories: "images" }),
    results: (answer) =>
      list(answer, "results").map((one) => {
        const [width = null, height = null] = sizeIn(text(one.resolution));
        const thumbnail = text(one.thumbnail_src) || null;
        return { url: text(one.img_src), thumbnail, title: text(one.title), source: text(one.url), width, height };
      }),
  },
};

function searxngRequest({ query, country }: SearchQuery, { base, key }: Place, more: Record<string, string>): Asked {
  const language = country === null ? null : languageOf(country);
  return {
    url: withQuery(base, "search", { q: query, format: "json", ...(language && { language }), ...more }),
    method: "GET",
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  };
}

const BRAVE_QUERY_CHARS_MAX = 400;
const BRAVE_QUERY_WORDS_MAX = 50;

const brave: Backend = {
  label: "Brave",
  address: "https://api.search.brave.com/res/v1",
  needsKey: true,
  takesDomains: false,
  ask: (query, place) => braveRequest("web/search", { ...query, count: Math.min(query.count, 20) }, place),
  results: (answer) =>
    list(isRecord(answer) ? answer.web : null, "results").map((one) => ({
      url: text(one.url),
      title: plain(text(one.title)),
      excerpt: plain([text(one.description), ...texts(one.extra_snippets)].join(" ")),
      date: day(one.page_age),
    })),
  pictures: {
    ask: (query, place) => braveRequest("images/search", query, place),
    results: (answer) =>
      list(answer, "results").map((one) => ({
        url: text(inside(one.properties).url),
        thumbnail: text(inside(one.thumbnail).src) || null,
        title: plain(text(one.title)),
        source: text(one.url),
        width: number(inside(one.properties).width),
        height: number(inside(one.properties).height),
      })),
  },
};

function braveRequest(path: string, { query, count, country }: SearchQuery, { base, key }: Place): Asked {
  const q = query.split(/\s+/).slice(0, BRAVE_QUERY_WORDS_MAX).join(" ").slice(0, BRAVE_QUERY_CHARS_MAX);
  return {
    url: withQuery(base, path, { q, count: String(count), ...(country && { country }) }),
    method: "GET",
    headers: { "x-subscription-token": key ?? "" },
  };
}

const tavily: Backend = {
  label: "Tavily",
  address: "https://api.tavily.com",
  needsKey: true,
  takesDomains: true,
  ask: (query, place) => tavilyRequest(query, place, {}),
  results: (answer) =>
    list(answer, "results").map((one) => ({
      url: text(one.url),
      title: text(one.title),
      excerpt: text(one.content),
      date: day(one.published_date),
    })),
  pictures: {
    ask: (query, place) => tavilyRequest(query, place, { include_images: true, include_image_descriptions: true }),
    results: (answer) =>
      (isRecord(answer) && Array.isArray(answer.images) ? answer.images : []).map((one: unknown) => ({
        url: typeof one === "string" ? one : text(inside(one).url),
        thumbnail: null,
        title: text(inside(one).description),
        source: "",
        width: null,
        height: null,
      })),
  },
};

function tavilyRequest({ query, count, domains, country }: SearchQuery, { base, key }: Place, more: object): Asked {
  const named = country === null ? null : countryName(country);
  return posted(
    withQuery(base, "search", {}),
    {
      query,
      max_results: Math.min(count, 20),
      ...(domains.length > 0 && { include_domains: domains }),
      ...(named && { country: named.toLowerCase() }),
      ...more,
    },
    { authorization: `Bearer ${key ?? ""}` },
  );
}

const exa: Backend = {
  label: "Exa",
  address: "https://api.exa.ai",
  needsKey: true,
  takesDomains: true,
  ask: ({ query, count, domains, country }, { base, key }) =>
    posted(
      withQuery(base, "search", {}),
      {
        query,
        numResults: count,
        contents: { highlights: true, text: { maxCharacters: 1_000 } },
        ...(domains.length > 0 && { includeDomains: domains }),
        ...(country && { userLocation: country }),
      },
      { "x-api-key": key ?? "" },
    ),
  results: (answer) =>
    list(answer, "results").map((one) => ({
      url: text(one.url),
      title: text(one.title),
      excerpt: texts(one.highlights).join(" … ") || text(one.text),
      date: day(one.publishedDate),
    })),
  pictures: null,
};

const serper: Backend = {
  label: "Serper",
  address: "https://google.serper.dev",
  needsKey: true,
  takesDomains: false,
  ask: (query, place) => serperRequest("search", query, place),
  results: (answer) =>
    list(answer, "organic").map((one) => ({
      url: text(one.link),
      title: text(one.title),
      excerpt: text(one.snippet),
      date: text(one.date) || null,
    })),
  pictures: {
    ask: (query, place) => serperRequest("images", query, place),
    results: (answer) =>
      list(answer, "images").map((one) => ({
        url: text(one.imageUrl),
        thumbnail: text(one.thumbnailUrl) || null,
        title: text(one.title),
        source: text(one.link),
        width: number(one.imageWidth),
        height: number(one.imageHeight),
      })),
  },
};

function serperRequest(path: string, { query, count, country }: SearchQuery, { base, key }: Place): Asked {
  const body = { q: query, num: count, ...(country && { gl: country.toLowerCase() }) };
  return posted(withQuery(base, path, {}), body, { "x-api-key": key ?? "" });
}

export const BACKENDS = { searxng, brave, tavily, exa, serper } as const satisfies Record<string, Backend>;
export type BackendName = keyof typeof BACKENDS;
export const BACKEND_NAMES = Object.keys(BACKENDS) as [BackendName, ...BackendName[]];

function posted(url: string, body: object, headers: Record<string, string>): Asked {
  return { url, method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** An address below another, which may have a query of its own. */
function withQuery(base: string, path: string, query: Record<string, string>): string {
  const url = new URL(base);
  const below = url.pathname.replace(/(?<!\/)\/+$/, "");
  url.pathname = below.endsWith(`/${path}`) ? below : `${below}/${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

function list(answer: unknown, name: string): Record<string, unknown>[] {
  const found = isRecord(answer) ? answer[name] : null;
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

const inside = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter((one) => one !== "") : []);
const number = (value: unknown): number | null => (typeof value === "number" && value > 0 ? Math.round(value) : null);
const day = (value: unknown): string | null => /^\d{4}-\d{2}-\d{2}/.exec(text(value))?.[0] ?? null;
const sizeIn = (resolution: string): number[] => (/^(\d{1,6})\D{1,5}(\d{1,6})$/.exec(resolution) ?? []).slice(1).map(Number);
/** What a backend marks in words, without the marks. */
const plain = (marked: string): string => marked.replace(/<\/?strong>/g, "");

function languageOf(country: string): string | null {
  const { language, region } = new Intl.Locale(`und-${country}`).maximize();
  return language === "und" ? null : `${language}-${region ?? country}`;
}

const countryName = (country: string): string | null =>
  new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(country) ?? null;

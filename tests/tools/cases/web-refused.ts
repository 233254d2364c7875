import type { ToolCase } from "./case";
import { DONE, FOUND, SAYS_DONE, SEARCH, WITH_SEARCH } from "./pieces";

export const WEB_REFUSED: ToolCase[] = [
  {
    name: "redirect-to-a-private-host",
    servers: { search: FOUND, pages: { "https://news.test/solar": { redirect: "http://169.254.169.254/latest/meta-data/" } } },
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [
          { calls: [["web_search", { queries: ["s"] }]] },
          { calls: [["open_page", { url: "https://news.test/solar" }]] },
          { text: DONE, sees: { outputs: ["can't be opened"] } },
        ],
        expect: {
          status: 200,
          items: ["*", { type: "web_search_call", status: "failed" }, { type: "message" }],
          calls: { "pages.private": 0 },
        },
      },
    ],
  },
  {
    name: "private-addresses",
    servers: { search: FOUND, dns: { "rebind.test": ["93.184.216.34", "127.0.0.1"] } },
    steps: [
      {
        api: "responses",
        body: { input: "Open http://127.0.0.1:1/", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "http://127.0.0.1:1/" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
      {
        api: "responses",
        body: { input: "Open https://2130706433/", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "https://2130706433/" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
      {
        api: "responses",
        body: { input: "Open https://0x7f.1/", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "https://0x7f.1/" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
      {
        api: "responses",
        body: { input: "Open https://[::ffff:10.0.0.1]/", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "https://[::ffff:10.0.0.1]/" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
      {
        api: "responses",
        body: { input: "Open https://rebind.test/", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "https://rebind.test/" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
      {
        api: "responses",
        body: { input: "Open file:///etc/passwd", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "file:///etc/passwd" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
      {
        api: "responses",
        body: { input: "Open https://user:pw@news.test/", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "https://user:pw@news.test/" }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
      },
    ],
  },
  {
    name: "allowed-domains",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: {
          input: "Solar?",
          tools: [{ type: "web_search", filters: { allowed_domains: ["stats.test"] } }],
          include: ["web_search_call.action.sources"],
        },
        provider: [
          { calls: [["web_search", { queries: ["s"] }]] },
          {
            calls: [["open_page", { url: "https://news.test/solar" }]],
            sees: { outputs: ["Figures on energy"], not: ["Solar power in 2026"] },
          },
          SAYS_DONE,
        ],
        expect: {
          status: 200,
          items: [
            { type: "web_search_call", action: { sources: [{ type: "url", url: "https://stats.test/energy" }] } },
            { type: "web_search_call", status: "failed" },
            { type: "message" },
          ],
        },
      },
      {
        api: "responses",
        body: { input: "x", tools: [{ type: "web_search", filters: { allowed_domains: Array.from({ length: 101 }, () => "a.test") } }] },
        expect: { status: 400, error: { param: "tools[0].filters.allowed_domains" } },
      },
    ],
  },
  {
    name: "backend-fails",
    servers: { search: { kind: "searxng", answers: { "*": { status: 403, raw: "bad key API-KEY-MARK" } } } },
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [
          { calls: [["web_search", { queries: ["s"] }]] },
          { text: DONE, sees: { outputs: ["search failed"], not: ["API-KEY-MARK"] } },
        ],
        expect: {
          status: 200,
          end: "completed",
          items: [{ type: "web_search_call", status: "failed" }, { type: "message" }],
          nowhere: ["API-KEY-MARK"],
        },
      },
    ],
  },
  {
    name: "no-live-access",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [{ type: "web_search", external_web_access: false }] },
        provider: [
          { calls: [["web_search", { queries: ["never asked before"] }]] },
          { text: DONE, sees: { outputs: ["nothing is cached"] } },
        ],
        expect: { status: 200, calls: { search: 0, pages: 0 } },
      },
    ],
  },
  {
    name: "nested-html",
    servers: { search: FOUND, pages: { "https://news.test/deep": { type: "text/html", repeat: ["<div>", 20000] } } },
    steps: [
      {
        api: "responses",
        body: { input: "Open https://news.test/deep", tools: [SEARCH] },
        provider: [{ calls: [["open_page", { url: "https://news.test/deep" }]] }, SAYS_DONE],
        expect: { status: 200, withinMs: 5000 },
      },
    ],
  },
  {
    name: "other-hosted-tools-in-chat",
    steps: [
      {
        api: "chat/completions",
        body: {
          messages: [{ role: "user", content: "Hi" }],
          tools: [{ type: "mcp", server_label: "demo", server_url: "https://mcp.test/mcp" }],
        },
        expect: { status: 400, error: { param: "tools[0].type", mentions: ["/responses"] } },
      },
    ],
  },
];

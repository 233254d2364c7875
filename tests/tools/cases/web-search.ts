import type { ToolCase } from "./case";
import { DONE, FOUND, SAYS_DONE, SEARCH, WITH_SEARCH } from "./pieces";

export const WEB_SEARCH: ToolCase[] = [
  {
    name: "web-search-with-citation",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH], include: ["web_search_call.action.sources"], stream: true },
        provider: [
          { calls: [["web_search", { queries: ["solar 2026"] }]] },
          { text: 'root = Card([a])\na = TextContent("Capacity reached 900 GW [1].")', sees: { outputs: ["[1] Solar power in 2026"] } },
        ],
        expect: {
          status: 200,
          items: [
            {
              type: "web_search_call",
              status: "completed",
              action: {
                type: "search",
                query: "solar 2026",
                queries: ["solar 2026"],
                sources: [
                  { type: "url", url: "https://news.test/solar" },
                  { type: "url", url: "https://stats.test/energy" },
                ],
              },
            },
            { type: "message" },
          ],
          annotations: [
            { type: "url_citation", url: "https://news.test/solar", title: "Solar power in 2026", start_index: "*", end_index: "*" },
          ],
          events: [
            "response.web_search_call.in_progress",
            "response.web_search_call.searching",
            "response.web_search_call.completed",
            "response.output_item.done",
            "response.output_text.annotation.added",
            "response.output_text.done",
            "response.completed",
          ],
          text: "https://news.test/solar",
        },
      },
    ],
  },
  {
    name: "citation-behind-an-emoji",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [{ calls: [["web_search", { queries: ["s"] }]] }, { text: 'root = Card([a])\na = TextContent("☀️🌞 & <b> 900 GW [1]")' }],
        expect: { status: 200, annotations: [{ type: "url_citation" }] },
      },
    ],
  },
  {
    name: "citation-of-nothing",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [{ calls: [["web_search", { queries: ["s"] }]] }, { text: 'root = Card([a])\na = TextContent("900 GW [9]")' }],
        expect: { status: 200, annotations: [], textNot: ["[9]"] },
      },
    ],
  },
  {
    name: "sources-only-when-asked",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [{ calls: [["web_search", { queries: ["s"] }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "web_search_call", action: { type: "search", absent: ["sources"] } }, { type: "message" }] },
      },
      {
        api: "GET responses/$1.id?include[]=web_search_call.action.sources",
        expect: {
          status: 200,
          items: [{ type: "web_search_call", action: { sources: [{ type: "url", url: "https://news.test/solar" }, "*"] } }, "*"],
        },
      },
    ],
  },
  {
    name: "search-is-remembered-in-the-next-turn",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [{ calls: [["web_search", { queries: ["s"] }]] }, SAYS_DONE],
        expect: { status: 200 },
      },
      {
        api: "responses",
        body: { previous_response_id: "$1.id", input: "And wind?", tools: [SEARCH] },
        provider: [{ text: 'root = Card([a])\na = TextContent("1,100 GW [2]")', sees: { outputs: ["Figures on energy"] } }],
        expect: { status: 200, annotations: [{ url: "https://stats.test/energy" }], calls: { search: 1 } },
      },
    ],
  },
  {
    name: "open-and-find",
    servers: {
      search: FOUND,
      pages: {
        "https://news.test/solar": {
          type: "text/html",
          body: "<nav>Menu</nav><article><h1>Solar growth</h1><p>900 gigawatt were reached.</p></article>",
        },
      },
    },
    steps: [
      {
        api: "responses",
        body: { input: "Solar?", tools: [SEARCH] },
        provider: [
          { calls: [["web_search", { queries: ["s"] }]] },
          { calls: [["open_page", { url: "https://news.test/solar" }]] },
          { calls: [["find_in_page", { url: "https://news.test/solar", pattern: "gigawatt" }]], sees: { outputs: ["Solar growth"] } },
          { text: DONE, sees: { outputs: ["gigawatt"] } },
        ],
        expect: {
          status: 200,
          items: [
            { type: "web_search_call", action: { type: "search" } },
            { type: "web_search_call", action: { type: "open_page", url: "https://news.test/solar" } },
            { type: "web_search_call", action: { type: "find_in_page", url: "https://news.test/solar", pattern: "gigawatt" } },
            { type: "message" },
          ],
          calls: { "pages.news": 1 },
        },
      },
    ],
  },
  {
    name: "web-search-in-chat",
    servers: WITH_SEARCH,
    steps: [
      {
        api: "chat/completions",
        body: {
          messages: [{ role: "user", content: "Solar?" }],
          web_search_options: { search_context_size: "low", user_location: { type: "approximate", approximate: { country: "DE" } } },
          stream: false,
        },
        provider: [{ calls: [["web_search", { queries: ["solar"] }]] }, { text: 'root = Card([a])\na = TextContent("900 GW [1].")' }],
        expect: {
          status: 200,
          finish: "stop",
          message: {
            annotations: [
              {
                type: "url_citation",
                url_citation: { url: "https://news.test/solar", title: "Solar power in 2026", start_index: "*", end_index: "*" },
              },
            ],
            absent: ["tool_calls"],
          },
          thinkItems: ["Searching the web"],
          sentTo: { search: { language: "*" } },
        },
      },
      {
        api: "chat/completions",
        body: {
          messages: [{ role: "user", content: "Solar?" }],
          web_search_options: { search_context_size: "low", user_location: { type: "approximate", approximate: { country: "DE" } } },
          stream: true,
        },
        provider: [{ calls: [["web_search", { queries: ["solar"] }]] }, { text: 'root = Card([a])\na = TextContent("900 GW [1].")' }],
        expect: {
          status: 200,
          finish: "stop",
          message: {
            annotations: [
              {
                type: "url_citation",
                url_citation: { url: "https://news.test/solar", title: "Solar power in 2026", start_index: "*", end_index: "*" },
              },
            ],
            absent: ["tool_calls"],
          },
          thinkItems: ["Searching the web"],
          sentTo: { search: { language: "*" } },
        },
      },
    ],
  },
];

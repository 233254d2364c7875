import type { ToolCase } from "./case";
import { INDEXED, SAYS_DONE, STORED, UPLOADED } from "./pieces";

export const FILES: ToolCase[] = [
  {
    name: "file-search-with-citation",
    steps: [
      UPLOADED,
      STORED,
      INDEXED,
      {
        api: "responses",
        body: {
          input: "How did Germany do?",
          tools: [{ type: "file_search", vector_store_ids: ["$2.id"], max_num_results: 3 }],
          include: ["file_search_call.results"],
          stream: true,
        },
        provider: [
          { calls: [["file_search", { queries: ["sales germany"] }]] },
          { text: 'root = Card([a])\na = TextContent("It rose by 7 percent [1].")', sees: { outputs: ["rose by 7 percent"] } },
        ],
        expect: {
          status: 200,
          items: [
            {
              type: "file_search_call",
              status: "completed",
              queries: ["sales germany"],
              results: [{ file_id: "$1.id", filename: "report.md", attributes: {}, score: "0..1", text: "*rose by 7 percent*" }],
            },
            { type: "message" },
          ],
          annotations: [{ type: "file_citation", file_id: "$1.id", filename: "report.md", index: "*" }],
          events: ["response.file_search_call.in_progress", "response.file_search_call.searching", "response.file_search_call.completed"],
        },
      },
    ],
  },
  {
    name: "file-search-results-not-asked-for",
    steps: [
      UPLOADED,
      STORED,
      INDEXED,
      {
        api: "responses",
        body: { input: "Germany?", tools: [{ type: "file_search", vector_store_ids: ["$2.id"] }] },
        provider: [{ calls: [["file_search", { queries: ["germany"] }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "file_search_call", results: null }, { type: "message" }] },
      },
    ],
  },
  {
    name: "attribute-filters",
    steps: [
      UPLOADED,
      { api: "vector_stores", body: { name: "F" }, expect: { status: 200 } },
      {
        api: "vector_stores/$2.id/files",
        body: { file_id: "$1.id", attributes: { year: 2025, land: "de", draft: false } },
        expect: { status: 200 },
      },
      {
        api: "vector_stores/$2.id/search",
        body: { query: "sales", filters: { type: "gte", key: "year", value: 2025 } },
        expect: { status: 200, until: { hits: 1 } },
      },
      {
        api: "vector_stores/$2.id/search",
        body: { query: "sales", filters: { type: "gt", key: "year", value: 2025 } },
        expect: { status: 200, until: { hits: 0 } },
      },
      {
        api: "vector_stores/$2.id/search",
        body: {
          query: "sales",
          filters: {
            type: "and",
            filters: [
              { type: "in", key: "land", value: ["de", "fr"] },
              { type: "eq", key: "draft", value: false },
            ],
          },
        },
        expect: { status: 200, until: { hits: 1 } },
      },
      {
        api: "vector_stores/$2.id/search",
        body: { query: "sales", filters: { type: "eq", key: "missing", value: "x" } },
        expect: { status: 200, until: { hits: 0 } },
      },
    ],
  },
  {
    name: "store-of-another-workspace",
    steps: [
      { ...UPLOADED, as: "alice" },
      { ...STORED, as: "alice" },
      {
        as: "mallory",
        api: "responses",
        body: { input: "x", tools: [{ type: "file_search", vector_store_ids: ["$2.id"] }] },
        expect: { status: 404, error: { param: "tools[0].vector_store_ids", code: "vector_store_not_found" } },
      },
      { as: "mallory", api: "GET files/$1.id/content", expect: { status: 404 } },
    ],
  },
  {
    name: "deleted-file-is-not-found",
    steps: [
      UPLOADED,
      STORED,
      INDEXED,
      { api: "DELETE files/$1.id", expect: { status: 200, body: { object: "file", deleted: true } } },
      {
        api: "responses",
        body: { input: "Germany?", tools: [{ type: "file_search", vector_store_ids: ["$2.id"] }], include: ["file_search_call.results"] },
        provider: [{ calls: [["file_search", { queries: ["germany"] }]] }, SAYS_DONE],
        expect: { status: 200, items: [{ type: "file_search_call", results: [] }, { type: "message" }] },
      },
    ],
  },
];

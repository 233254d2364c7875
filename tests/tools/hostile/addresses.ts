import type { ToolCase } from "../cases/case";
import { FOUND, OPEN, SAYS_DONE, SEARCH } from "../cases/pieces";

/** Addresses that lead where nobody may go, in every way of writing that people have tried. */
const INSIDE = [
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://127.0.0.1./",
  "https://127.0.0.1:443/admin",
  "https://１２７.0.0.1/",
  "https://127。0。0。1/",
  "https://①②⑦.0.0.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://10.0.0.1/",
  "https://10.255.255.255/",
  "https://172.16.0.1/",
  "https://172.31.255.254/",
  "https://192.168.1.1/",
  "https://100.64.0.1/",
  "https://198.18.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://[::]/",
  "https://[::1]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://[::ffff:0:127.0.0.1]/",
  "https://[::127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[64:ff9b::10.0.0.1]/",
  "https://[2002:7f00:1::]/",
  "https://[2002:a00:1::]/",
  "https://[2001:0:7f00:1::]/",
  "https://[fc00::1]/",
  "https://[fd12:3456::1]/",
  "https://[fec0::1]/",
  "https://[ff02::1]/",
  "https://localhost/",
  "https://LocalHost./",
  "https://db.localhost/",
  "https://db.internal/",
  "https://printer.local/",
  "https://wiki.corp/",
  "https://router.lan/",
  "https://intranet/",
  "https://169.254.169.254/latest/meta-data/",
  "https://2852039166/",
  "https://0xa9.0xfe.0xa9.0xfe/",
  "https://[::ffff:169.254.169.254]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[fd00:ec2::254]/",
  "https://[fe80::1]/",
  "https://168.63.129.16/",
  "https://100.100.100.200/",
  "https://metadata.google.internal/computeMetadata/v1/",
];

/** Addresses that are none of the web, or say more than an address should. */
const ODD = [
  "http://127.0.0.1:6379/",
  "file:///etc/passwd",
  "ftp://news.test/x",
  "gopher://127.0.0.1:6379/_INFO",
  "data:text/html,<script>1</script>",
  "javascript:alert(1)",
  "blob:https://news.test/1",
  "https://user:pw@news.test/",
  "https://news.test@127.0.0.1/",
  "https://news.test:22/",
  "https://news.test:8443/",
  "https://",
  "//127.0.0.1/",
];

/** The user names it and the model opens it: nobody is asked. */
const opened = (url: string): ToolCase => ({
  name: `opened: ${url}`,
  servers: { search: FOUND },
  steps: [
    {
      api: "responses",
      body: { input: `Open ${url}`, tools: [SEARCH] },
      provider: [{ calls: [["open_page", { url }]] }, { ...SAYS_DONE, sees: { outputs: ["can't be opened"] } }],
      expect: {
        status: 200,
        end: "completed",
        items: [{ type: "web_search_call", status: "failed" }, { type: "message" }],
        calls: { pages: 0, "pages.private": 0 },
      },
    },
  ],
});

/** A page of the web leads there. */
const redirected = (url: string): ToolCase => ({
  name: `redirected to: ${url}`,
  servers: { search: FOUND, pages: { "https://news.test/solar": { redirect: url } } },
  steps: [
    {
      api: "responses",
      body: { input: "Open https://news.test/solar", tools: [SEARCH] },
      provider: [{ calls: [["open_page", { url: "https://news.test/solar" }]] }, { ...SAYS_DONE, sees: { outputs: ["can't be opened"] } }],
      expect: {
        status: 200,
        items: [{ type: "web_search_call", status: "failed" }, { type: "message" }],
        calls: { "pages.private": 0 },
      },
    },
  ],
});

/** What a search finds there is not shown to the model, nor opened. */
const found = (url: string): ToolCase => ({
  name: `found: ${url}`,
  servers: { search: { answers: { "*": [{ url, title: "Free cake", content: "Open me." }] } } },
  steps: [
    {
      api: "responses",
      body: { input: "Cake?", tools: [SEARCH] },
      provider: [
        { calls: [["web_search", { queries: ["cake"] }]] },
        { calls: [["open_page", { url }]] },
        { ...SAYS_DONE, sees: { outputs: ["can't be opened"] } },
      ],
      expect: { status: 200, end: "completed", calls: { "pages.private": 0 } },
    },
  ],
});

/** A request names it as an MCP server: it is refused, or found to lead inside before anything is sent. */
const served = (url: string): ToolCase => ({
  name: `an MCP server at: ${url}`,
  settings: OPEN,
  steps: [
    {
      api: "responses",
      body: { input: "Hi", tools: [{ type: "mcp", server_label: "x", server_url: url, require_approval: "never" }] },
      expect: { status: 400, calls: { provider: 0, "pages.private": 0 } },
    },
  ],
});

/** A name that stands for an address inside. */
const named = (address: string): ToolCase => ({
  name: `a name that stands for ${address}`,
  settings: OPEN,
  servers: { search: FOUND, dns: { "rebind.test": [address] } },
  steps: [
    {
      api: "responses",
      body: { input: "Open https://rebind.test/", tools: [SEARCH] },
      provider: [{ calls: [["open_page", { url: "https://rebind.test/" }]] }, SAYS_DONE],
      expect: { status: 200, items: [{ status: "failed" }, { type: "message" }], calls: { "pages.private": 0 } },
    },
    {
      api: "responses",
      body: {
        input: "Hi",
        tools: [{ type: "mcp", server_label: "x", server_url: "https://rebind.test/mcp", require_approval: "never" }],
      },
      expect: { status: 424, error: { code: "mcp_server_unavailable" }, calls: { "pages.private": 0 } },
    },
  ],
});

const NAMED = ["127.0.0.1", "10.0.0.1", "192.168.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd12::1", "64:ff9b::7f00:1"];
const LEADS = INSIDE.filter((_, at) => at % 4 === 0);

export const HOSTILE_ADDRESSES: ToolCase[] = [
  ...[...INSIDE, ...ODD].map(opened),
  ...[...LEADS, "http://news.test/", "https://news.test:22/", "file:///etc/passwd", "https://news.test/solar"].map(redirected),
  ...LEADS.map(found),
  ...INSIDE.filter((_, at) => at % 2 === 0).map(served),
  ...NAMED.map(named),
];

import { z } from "zod/v4";
import { findHeaderFault } from "./headers";

export const TRANSPORTS = ["auto", "http", "sse"] as const;
export type McpTransport = (typeof TRANSPORTS)[number];

/** When a person is asked before a tool of a server runs: always, unless the server says that it only reads, or never. */
export const APPROVALS = ["always", "writes", "never"] as const;
export type McpApproval = (typeof APPROVALS)[number];

const HEADERS_MAX = 20;
const TOOLS_MAX = 128;

function asPair(line: string): [name: string, value: string] | null {
  const colon = line.indexOf(":");
  return colon < 0 ? null : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

/** The headers as they are written in a field: a line each. */
const Headers = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    const pairs = lines.map(asPair);
    const isWrong = pairs.some((pair) => pair === null || findHeaderFault(...pair) !== null);
    if (isWrong || pairs.length > HEADERS_MAX) context.addIssue({ code: "custom", message: "invalid_headers" });
    return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[0].toLowerCase(), pair[1]]] : [])));
  });

/** What the page sends; `id` null adds a server; `headers` null keeps those that are stored, an empty text removes them. */
export const SaveMcpServerBody = z.object({
  id: z
    .string()
    .regex(/^mcps_[0-9A-Za-z]{1,59}$/)
    .nullable(),
  label: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/),
  url: z
    .string()
    .trim()
    .max(1_000)
    .pipe(z.url({ protocol: /^https?$/ })),
  transport: z.enum(TRANSPORTS),
  allowLocal: z.boolean(),
  isShared: z.boolean(),
  allowedTools: z
    .array(
      z
        .string()
        .trim()
        .regex(/^\P{Cc}{1,128}$/u),
    )
    .max(TOOLS_MAX),
  approval: z.enum(APPROVALS),
  headers: Headers.nullable(),
});
export type SaveMcpServerBody = z.output<typeof SaveMcpServerBody>;
export type SaveMcpServerInput = z.input<typeof SaveMcpServerBody>;

/** A server as the page shows it; what its headers say is never in it. */
export interface McpServerView {
  id: string;
  label: string;
  url: string;
  transport: McpTransport;
  allowLocal: boolean;
  isShared: boolean;
  allowedTools: string[];
  approval: McpApproval;
  headerNames: string[];
  /** Whether the headers can no longer be decrypted, as after AUTH_SECRET was changed. */
  isUnreadable: boolean;
}

/** What a change can be refused with, and what the page says then. */
export const MCP_SERVER_FAILURES = {
  invalid_label: "A label has letters, digits, hyphens and underscores, begins with a letter, and has at most 40 of them.",
  taken_label: "Another server has this label.",
  invalid_url: "The address begins with https://, or with http:// on your own network, and has no fragment.",
  url_with_credentials: "An address has no user name and no password: credentials belong in the headers.",
  unknown_host: "This host name is not known here.",
  local_address: "This address is on your own network. Allow that if the server is yours.",
  metadata_address: "This address serves the secrets of cloud machines and can't be used.",
  not_https: "Outside your own network credentials travel by https only.",
  invalid_headers: "One header a line, as in 'Authorization: Bearer …'. Some, such as Host and Cookie, are the connection's own.",
  headers_for_another_address: "The address has changed, and the stored headers were meant for the old one: type them again.",
  invalid_tools: "Name at most 128 tools, one a line.",
  not_found: "It is no longer there.",
} as const;
export type McpServerFailureReason = keyof typeof MCP_SERVER_FAILURES;
export type McpServerResult = { ok: true; id: string } | { ok: false; reason: McpServerFailureReason };

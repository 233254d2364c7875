/** What went wrong between this server and another, as `mcp_call.error` says it. */
export type McpErrorType = "mcp_protocol_error" | "http_error";

/** Codes of JSON-RPC that stand for what the protocol has no code for. */
const SERVER_ERROR = -32_000;
const TIMEOUT = -32_001;

/**
 * A server that could not be asked, or that did not answer as it should. The message is for a model and a person: it may quote what the
 * server said of an error, so it goes into no log.
 */
export class McpFailure extends Error {
  override name = "McpFailure";
  constructor(
    readonly type: McpErrorType,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export function tooSlow(): McpFailure {
  return new McpFailure("mcp_protocol_error", TIMEOUT, "The server did not answer in time.");
}

export function tooLarge(bytesMax: number): McpFailure {
  const megabytes = Math.round(bytesMax / 1_048_576);
  return new McpFailure("mcp_protocol_error", SERVER_ERROR, `The answer is too large: more than ${megabytes} MB.`);
}

export function refused(reason: string): McpFailure {
  return new McpFailure("http_error", 0, `The server's address may not be used. ${reason}`);
}

export function unreachable(): McpFailure {
  return new McpFailure("http_error", 0, "The server can't be reached.");
}

export function httpFailure(status: number): McpFailure {
  const login = status === 401 || status === 403 ? " It wants other credentials." : "";
  return new McpFailure("http_error", status, `The server answered with HTTP status ${status}.${login}`);
}

export function nonsense(): McpFailure {
  return new McpFailure("mcp_protocol_error", SERVER_ERROR, "The server's answer is not of the Model Context Protocol.");
}

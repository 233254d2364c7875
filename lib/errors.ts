interface ErrorKind {
  status: number;
  type: string;
  meaning: string;
  /** False where a repetition can't succeed soon, however long the error says to wait. */
  retry?: false;
}

/**
 * Every error a client can see: code → status, type and what it means.
 * The documentation (docs/errors.md) is tested against this table.
 */
export const ERRORS = {
  invalid_request: { status: 400, type: "invalid_request_error", meaning: "The request is malformed." },
  invalid_json: { status: 400, type: "invalid_request_error", meaning: "The body is not valid JSON text in UTF-8." },
  invalid_type: { status: 400, type: "invalid_request_error", meaning: "A parameter has the wrong type." },
  invalid_value: { status: 400, type: "invalid_request_error", meaning: "A parameter has a value that is not allowed." },
  missing_required_parameter: { status: 400, type: "invalid_request_error", meaning: "A required parameter is absent." },
  unknown_parameter: { status: 400, type: "invalid_request_error", meaning: "A parameter is not known here." },
  unsupported_parameter: { status: 400, type: "invalid_request_error", meaning: "A parameter is known but not supported." },
  integer_below_min_value: { status: 400, type: "invalid_request_error", meaning: "A number is too small." },
  integer_above_max_value: { status: 400, type: "invalid_request_error", meaning: "A number is too large." },
  string_above_max_length: { status: 400, type: "invalid_request_error", meaning: "A text is too long." },
  array_above_max_length: { status: 400, type: "invalid_request_error", meaning: "A list is too long." },
  unsupported_media_type: {
    status: 415,
    type: "invalid_request_error",
    meaning: "The body is not of the media type that the endpoint takes.",
  },
  invalid_api_key: { status: 403, type: "invalid_request_error", meaning: "The API key is missing, malformed, unknown or revoked." },
  invalid_frontend_token: {
    status: 401,
    type: "authentication_error",
    meaning: "The frontend token is malformed, has expired, or its API key does not work any more.",
  },
  api_key_expired: { status: 403, type: "invalid_request_error", meaning: "The API key has expired." },
  api_key_disabled: { status: 403, type: "invalid_request_error", meaning: "The API key is disabled." },
  endpoint_not_allowed: { status: 403, type: "invalid_request_error", meaning: "The API key may not call this endpoint." },
  price_unknown: { status: 403, type: "invalid_request_error", meaning: "A budget holds, and nobody knows what the model costs." },
  model_not_allowed: { status: 403, type: "invalid_request_error", meaning: "The API key may not use this model." },
  role_not_allowed: { status: 403, type: "invalid_request_error", meaning: "The caller's role in the workspace does not allow it." },
  origin_not_allowed: { status: 403, type: "invalid_request_error", meaning: "A session may call the API only from its own pages." },
  not_found: { status: 404, type: "invalid_request_error", meaning: "There is nothing at this path." },
  api_key_not_found: { status: 404, type: "invalid_request_error", meaning: "The API key to be managed does not exist." },
  model_not_found: { status: 404, type: "invalid_request_error", meaning: "The model does not exist." },
  conversation_not_found: { status: 404, type: "invalid_request_error", meaning: "The conversation does not exist." },
  conversation_locked: {
    status: 400,
    type: "invalid_request_error",
    meaning: "A response is being generated for the conversation.",
  },
  item_not_found: { status: 404, type: "invalid_request_error", meaning: "The item does not exist." },
  response_not_found: { status: 404, type: "invalid_request_error", meaning: "The response does not exist." },
  file_not_found: { status: 404, type: "invalid_request_error", meaning: "The file does not exist, or is not in the vector store." },
  vector_store_not_found: { status: 404, type: "invalid_request_error", meaning: "The vector store does not exist or has expired." },
  container_not_found: { status: 404, type: "invalid_request_error", meaning: "The container does not exist or has expired." },
  file_batch_not_found: { status: 404, type: "invalid_request_error", meaning: "The batch of files does not exist." },
  invalid_multipart: { status: 400, type: "invalid_request_error", meaning: "The body is not a valid multipart form." },
  storage_quota_exceeded: { status: 413, type: "invalid_request_error", meaning: "The workspace keeps as many bytes of files as it may." },
  previous_response_not_found: { status: 400, type: "invalid_request_error", meaning: "The response to go on from does not exist." },
  idempotency_key_reused: {
    status: 400,
    type: "invalid_request_error",
    meaning: "The idempotency key was used for a different request.",
  },
  idempotency_in_progress: {
    status: 409,
    type: "invalid_request_error",
    meaning: "The first request with this idempotency key is still at work.",
  },
  response_in_progress: { status: 400, type: "invalid_request_error", meaning: "A response is in progress on the WebSocket." },
  websocket_connection_limit_reached: { status: 400, type: "invalid_request_error", meaning: "The WebSocket is as old as it may get." },
  method_not_allowed: { status: 405, type: "invalid_request_error", meaning: "The path does not take this method." },
  body_too_large: { status: 413, type: "invalid_request_error", meaning: "The body is larger than the server takes." },
  approval_already_answered: {
    status: 400,
    type: "invalid_request_error",
    meaning: "A request for approval was answered before.",
  },
  mcp_server_unavailable: {
    status: 424,
    type: "invalid_request_error",
    retry: false,
    meaning: "An MCP server that the request can't do without does not tell its tools.",
  },
  tool_not_configured: { status: 400, type: "invalid_request_error", meaning: "A hosted tool is not set up here." },
  provider_not_configured: { status: 400, type: "invalid_request_error", meaning: "The model's provider has no key or address here." },
  rate_limit_exceeded: { status: 429, type: "rate_limit_error", meaning: "Too many requests." },
  insufficient_quota: { status: 429, type: "insufficient_quota", retry: false, meaning: "A budget is used up." },
  background_limit_reached: {
    status: 429,
    type: "rate_limit_error",
    meaning: "Too many responses are running in the background.",
  },
  internal_error: { status: 500, type: "server_error", meaning: "The server failed." },
  upstream_failed: { status: 502, type: "server_error", meaning: "The model's provider failed or answered with nonsense." },
  upstream_auth_error: { status: 502, type: "server_error", meaning: "The model's provider refused this server's key." },
  upstream_out_of_credit: {
    status: 402,
    type: "invalid_request_error",
    meaning: "This server's account at the model's provider is empty.",
  },
  upstream_rejected: { status: 400, type: "invalid_request_error", meaning: "The model's provider refused the request." },
  upstream_overloaded: { status: 503, type: "server_error", meaning: "The model's provider is overloaded or rate-limits this server." },
  upstream_timeout: { status: 504, type: "server_error", meaning: "The model's provider did not answer in time." },
  export_unavailable: { status: 501, type: "server_error", meaning: "The server has no Chromium to make files with." },
  export_overloaded: { status: 503, type: "server_error", meaning: "Too many exports are under way." },
  export_timeout: { status: 504, type: "server_error", meaning: "The answer could not be drawn in time." },
  export_failed: { status: 502, type: "server_error", meaning: "The browser failed while it drew the answer." },
  service_unavailable: { status: 503, type: "server_error", meaning: "The server cannot reach its database or is shutting down." },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** The body of every error answer; all four members are always there. */
export interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string };
}

/**
 * An error a client may see. `message` is public; `cause` is private and logged once with the request id.
 * `retryAfterMs` becomes `retry-after` and `retry-after-ms`, and asks clients to try again whatever the status, unless the error's kind
 * says that they should not.
 */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly param: string | null;
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, options: { param?: string | null; cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.param = options.param ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  /** Whether clients should try again by themselves; null leaves it to them. */
  get shouldRetry(): boolean | null {
    if ("retry" in ERRORS[this.code]) return false;
    return this.retryAfterMs === null ? null : true;
  }

  toBody(): ErrorBody {
    return { error: { message: this.message, type: ERRORS[this.code].type, param: this.param, code: this.code } };
  }
}

/**
 * Anything that is not an `ApiError` becomes one with a fixed sentence, so that no internal text reaches a client: 503 when the
 * database is away or has no time, else 500.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isOutage(error))
    return new ApiError("service_unavailable", "The database does not answer. Try again.", { cause: error, retryAfterMs: OUTAGE_RETRY_MS });
  return new ApiError("internal_error", "The server had an error while processing the request.", { cause: error });
}

const OUTAGE_RETRY_MS = 2_000;
/** Of Prisma, of Postgres and of the network: no connection, a lost one, none in time, a statement or a transaction out of time. */
const OUTAGE_CODES = new Set(
  "P1001 P1002 P1008 P1017 P2024 P2028 P2037 57014 57P01 57P02 57P03 53300 ECONNREFUSED ECONNRESET ETIMEDOUT EPIPE".split(" "),
);
/** What the client of Postgres throws without a code. */
const OUTAGE_MESSAGE = /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Client was closed)/;

/** Looks at the error, and at what the layers between wrapped in it. */
function isOutage(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const { code, originalCode, message, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  if (OUTAGE_CODES.has(String(code)) || OUTAGE_CODES.has(String(originalCode)) || OUTAGE_MESSAGE.test(String(message))) return true;
  return [cause, meta, driverAdapterError].some((inner) => isOutage(inner, depth + 1));
}

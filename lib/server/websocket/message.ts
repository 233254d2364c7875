import { CreateResponseBody } from "@/lib/embed/responses/schema";
import { ApiError } from "@/lib/errors";
import { parseJson } from "@/lib/http/body";
import { issueError } from "@/lib/http/issue-error";

const TYPE = "response.create";
/** What means something over HTTP only. */
const REFUSED = {
  stream: "The events of a response are always streamed over a WebSocket",
  stream_options: "The options of streams over HTTP mean nothing over a WebSocket",
  background: "A response over a WebSocket runs on its connection, never in the background",
};

/** The body that a message asks a response for. Throws the error to answer it with. */
export function readMessage(bytes: Buffer, isBinary: boolean): CreateResponseBody {
  if (isBinary) throw new ApiError("invalid_request", "A message must be sent as text, not as binary data.");
  const message = parseJson(bytes);
  if (typeof message !== "object" || message === null || Array.isArray(message))
    throw new ApiError("invalid_type", `A message must be a JSON object with "type": "${TYPE}".`);
  const { type, ...body } = message as Record<string, unknown>;
  assertType(type);
  for (const [name, why] of Object.entries(REFUSED)) {
    if (Object.hasOwn(body, name)) throw new ApiError("unsupported_parameter", `${why}: '${name}' must not be sent.`, { param: name });
  }
  const parsed = CreateResponseBody.safeParse(body);
  if (!parsed.success) throw issueError(parsed.error.issues, body);
  return parsed.data;
}

/** The response that a message wants to go on from, whatever else may be wrong with it. */
export function previousIdOf(bytes: Buffer): string | null {
  try {
    const message = parseJson(bytes);
    const id: unknown = typeof message === "object" && message !== null ? Reflect.get(message, "previous_response_id") : null;
    return typeof id === "string" ? id : null;
  } catch {
    return null;
  }
}

function assertType(type: unknown): void {
  const param = { param: "type" };
  if (type === undefined) throw new ApiError("missing_required_parameter", "Missing required parameter: 'type'.", param);
  if (typeof type !== "string") throw new ApiError("invalid_type", "Invalid type for 'type': expected a string.", param);
  if (type !== TYPE) throw new ApiError("invalid_value", `Invalid value for 'type'. Supported values are: '${TYPE}'.`, param);
}

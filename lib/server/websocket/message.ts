import { CreateResponseBody } from "@/lib/embed/responses/schema";
import { ApiError } from "@/lib/errors";
import { parseJson } from "@/lib/http/body";
import { issueError } from "@/lib/http/issue-error";

const TYPE = "response.create";

/** The body that a message asks a response for. Throws the error to answer it with. */
export function readMessage(bytes: Buffer, isBinary: boolean): CreateResponseBody {
  if (isBinary) throw new ApiError("invalid_request", "A message must be sent as text, not as binary data.");
  const message = parseJson(bytes);
  if (typeof message !== "object" || message === null || Array.isArray(message))
    throw new ApiError("invalid_type", `A message must be a JSON object with "type": "${TYPE}".`);
  // What means something over HTTP only is passed over in any value: official clients send the same body by either way.
  const { type, stream: _stream, stream_options: _options, background: _background, ...body } = message as Record<string, unknown>;
  assertType(type);
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

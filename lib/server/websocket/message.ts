import type { ResponseCreateParams, ResponsesClientEvent } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import { CreateResponseBody } from "@/lib/embed/responses/schema";
import { ApiError } from "@/lib/errors";
import { parseJson } from "@/lib/http/body";
import { issueError } from "@/lib/http/issue-error";
import { inert } from "@/lib/parameter";

const TYPE = "response.create" satisfies ResponsesClientEvent["type"];
const STEER = "response.steer" satisfies Exclude<ResponsesClientEvent["type"], typeof TYPE>;

type OwnName = Exclude<keyof ResponsesClientEvent.ResponseCreate, keyof ResponseCreateParams | "type">;

/** What the official client knows of a message beside the body of a request; each is decided as that is. */
const own = {
  generate: inert((value) => value === true, "A response is always generated: 'generate' must be true."),
  stream_id: inert(() => false, "One response runs at a time on a connection, without a 'stream_id'; open several to run several at once."),
} satisfies Record<OwnName, z.ZodType>;
const Own = z.object(own);

/** Resolves to the body that a message asks a response for. Throws the error to answer it with. */
export async function readMessage(bytes: Buffer, isBinary: boolean): Promise<CreateResponseBody> {
  if (isBinary) throw new ApiError("invalid_request", "A message must be sent as text, not as binary data.");
  const message = await parseJson(bytes);
  if (typeof message !== "object" || message === null || Array.isArray(message))
    throw new ApiError("invalid_type", `A message must be a JSON object with "type": "${TYPE}".`);
  // What means something over HTTP only is passed over in any value: official clients send the same body by either way.
  const { type, stream: _stream, stream_options: _options, background: _background, ...rest } = message as Record<string, unknown>;
  assertType(type);
  const known = Own.safeParse(rest);
  if (!known.success) throw issueError(known.error.issues, rest);
  const { generate: _generate, stream_id: _id, ...body } = rest;
  const parsed = CreateResponseBody.safeParse(body);
  if (!parsed.success) throw issueError(parsed.error.issues, body);
  return parsed.data;
}

/** Resolves to the response that a message wants to go on from, whatever else may be wrong with it. */
export async function previousIdOf(bytes: Buffer): Promise<string | null> {
  try {
    const message = await parseJson(bytes);
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
  if (type === STEER) throw new ApiError("unsupported_parameter", "A response that runs can't be steered: wait for its end.", param);
  if (type !== TYPE) throw new ApiError("invalid_value", `Invalid value for 'type'. Supported values are: '${TYPE}'.`, param);
}

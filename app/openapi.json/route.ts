import { toResponse } from "@/lib/http/web-transport";
import { openApiAnswer } from "@/lib/openapi/answer";

export const GET = (): Response => toResponse(openApiAnswer());

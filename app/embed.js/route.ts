import { embedScriptAnswer } from "@/lib/http/embed-script";
import { toResponse } from "@/lib/http/web-transport";

export const dynamic = "force-dynamic";

export const GET = async (request: Request): Promise<Response> => toResponse(await embedScriptAnswer(request.headers.get("if-none-match")));

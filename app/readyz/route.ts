import { toResponse } from "@/lib/http/web-transport";
import { readiness } from "@/lib/server/health";

export const dynamic = "force-dynamic";
export const GET = async (): Promise<Response> => toResponse(await readiness());

import { toResponse } from "@/lib/http/web-transport";
import { liveness } from "@/lib/server/health";

export const dynamic = "force-dynamic";
export const GET = (): Response => toResponse(liveness());

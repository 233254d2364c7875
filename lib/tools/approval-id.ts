import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { newId, timeOfId } from "@/lib/ids";

/** What is asked for: whose, of which server, and what would run. */
export interface Asked {
  workspaceId: string;
  label: string;
  url: string;
  tool: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
}

const ID_CHARS = "mcpr_".length + 24;
const MAC_BYTES = 16;
const AGE_MS_MAX = 24 * 3_600_000;

/** Returns the id of a request for approval, which proves what it asked for. */
export function newApprovalId(asked: Asked): string {
  const id = newId("mcpr");
  return `${id}${macOf(id, asked).toString("base64url")}`;
}

/** Whether an id was made here for exactly this, and not more than a day ago. */
export function isApprovalId(text: string, asked: Asked, now = Date.now()): boolean {
  const id = text.slice(0, ID_CHARS);
  const madeAt = timeOfId("mcpr", id)?.getTime();
  if (madeAt === undefined || now - madeAt > AGE_MS_MAX || madeAt > now + AGE_MS_MAX) return false;
  const mac = Buffer.from(text.slice(ID_CHARS), "base64url");
  return mac.length === MAC_BYTES && timingSafeEqual(mac, macOf(id, asked));
}

function macOf(id: string, { workspaceId, label, url, tool, arguments: given }: Asked): Buffer {
  const key = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "vitrine tool approvals", 32));
  return createHmac("sha256", key)
    .update(JSON.stringify([id, workspaceId, label, url, tool, given]))
    .digest()
    .subarray(0, MAC_BYTES);
}

import "server-only";
import { pageOrigin } from "@/components/shell/page-origin";
import type { Reader } from "@/lib/manual/page";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";

/** Stands in samples in the place of a key. */
const SECRET = "YOUR_API_KEY";

/** Who reads this page of the manual: by the address that the browser asked, with the model that always answers. */
export async function pageReader(): Promise<Reader> {
  return { origin: await pageOrigin(), model: OFFLINE_MODEL_ID, secret: SECRET };
}

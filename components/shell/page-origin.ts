import "server-only";
import { headers } from "next/headers";
import { publicOrigin } from "@/lib/auth/public-origin";

/** The origin under which the browser asked for this page, without a slash at the end. */
export async function pageOrigin(): Promise<string> {
  const sent = await headers();
  return publicOrigin((name) => sent.get(name));
}

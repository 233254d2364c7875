import { findSession } from "./live-session";
import { readSessionCookie } from "./session-cookie";

/** Whether the request comes with no live session; asks the database at most as often as `findSession` does. */
export async function isVisitor(cookieHeader: string | null): Promise<boolean> {
  return readSessionCookie(cookieHeader) === null || (await findSession(cookieHeader)) === null;
}

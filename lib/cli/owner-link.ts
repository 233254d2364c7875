import { createOwnerLink } from "@/lib/auth/owner-link";
import { publicOrigin } from "@/lib/auth/public-origin";
import { json, type Outcome } from "./outcome";
import { readArguments } from "./read-arguments";

export async function ownerLinkCommand(args: string[]): Promise<Outcome> {
  const read = readArguments(args, { json: { type: "boolean" } });
  if ("failure" in read) return read.failure;
  const { token, expiresAt } = await createOwnerLink();
  const url = `${publicOrigin(() => null)}/sign-in/link/${token}`;
  if (read.values.json) return { code: 0, out: json({ url, token, expiresAt }) };
  return { code: 0, out: url, err: "Open this link to sign in as the owner. It works once, for 15 minutes." };
}

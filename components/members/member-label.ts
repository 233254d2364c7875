import type { MemberView } from "@/lib/workspaces/members/schema";

/** How pages call a member. */
export function memberLabel({ name, email }: Pick<MemberView, "name" | "email">): string {
  return name ?? email ?? "No name";
}

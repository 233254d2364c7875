import { z } from "zod/v4";
import { KeyLimits } from "@/lib/embed/organization/schema";

const seconds = z.int().describe("Seconds since 1970");
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({ object: z.literal("list"), data: z.array(entry), first_id: z.string(), last_id: z.string(), has_more: z.boolean() });

const Project = z.object({
  id: z.string(),
  object: z.literal("organization.project"),
  name: z.string(),
  status: z.literal("active"),
  created_at: seconds,
  archived_at: z.null(),
});

export const ProjectList = listOf(Project);

const Owner = z.object({
  type: z.literal("user"),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), created_at: seconds, role: z.string() }),
});

export const ManagedKey = z.object({
  id: z.string(),
  object: z.literal("organization.project.api_key"),
  name: z.string(),
  redacted_value: z.string(),
  created_at: seconds,
  last_used_at: seconds.nullable(),
  expires_at: seconds.nullable(),
  owner: Owner,
  owner_project_access: z.enum(["active", "inactive"]),
  state: z.enum(["active", "disabled", "suspended", "expired", "revoked", "rotating"]),
  models: z.array(z.string()).nullable().describe("Null for every one"),
  endpoints: z.array(z.string()).nullable().describe("Null for every one"),
  limits: KeyLimits.nullable(),
  rotated_from: z.string().nullable().describe("The key that it took the place of"),
});

export const ManagedKeyList = listOf(ManagedKey);
export const NewManagedKey = ManagedKey.extend({ value: z.string().describe("The secret; it is in this answer and nowhere else") });
export const DeletedManagedKey = z.object({
  id: z.string(),
  object: z.literal("organization.project.api_key.deleted"),
  deleted: z.literal(true),
});

import { z } from "zod/v4";
import { optional } from "@/lib/parameter";
import { UploadedFile } from "../files/schema";
import { ListQuery } from "../list-query";

const FILES_MAX = 20;
const MINUTES_MAX = 1_440;

/** The body of `POST /v1/embed/containers`. */
export const CreateContainerBody = z.strictObject({
  name: z.string().max(256),
  expires_after: optional(z.strictObject({ anchor: z.literal("last_active_at"), minutes: z.int().min(1).max(MINUTES_MAX) })),
  file_ids: optional(z.array(z.string().max(64)).max(FILES_MAX)),
  memory_limit: optional(z.literal("1g")),
  network_policy: optional(z.strictObject({ type: z.literal("disabled") })),
});

/** The form, or the JSON, of `POST /v1/embed/containers/{id}/files`. */
export const CreateContainerFileBody = z.union([z.strictObject({ file_id: z.string().max(64) }), z.strictObject({ file: UploadedFile })]);

export const ContainerListQuery = ListQuery.extend({ name: z.string().max(256).optional() });

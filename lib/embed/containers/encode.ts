import type { ContainerCreateResponse } from "openai/resources/containers";
import type { FileCreateResponse } from "openai/resources/containers/files";
import { type ContainerFileRow, type ContainerRow, FOLDER } from "@/lib/containers/schema";
import { toSeconds } from "../files/encode";

export function toContainer({ id, createdAt, name, expiresMinutes, lastActiveAt }: ContainerRow): ContainerCreateResponse {
  return {
    id,
    object: "container",
    created_at: toSeconds(createdAt),
    name,
    status: "running",
    expires_after: { anchor: "last_active_at", minutes: expiresMinutes },
    last_active_at: toSeconds(lastActiveAt),
    memory_limit: "1g",
    network_policy: { type: "disabled" },
  };
}

export function toContainerFile({ id, containerId, createdAt, bytes, path, source }: ContainerFileRow): FileCreateResponse {
  return {
    id,
    object: "container.file",
    created_at: toSeconds(createdAt),
    container_id: containerId,
    bytes,
    path: `${FOLDER}/${path}`,
    source,
  };
}

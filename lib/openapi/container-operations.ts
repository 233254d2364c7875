import { ContainerListQuery } from "@/lib/embed/containers/schema";
import { ListQuery } from "@/lib/embed/list-query";
import { ContainerFileList, ContainerFileResource, ContainerList, ContainerResource, DeletedContainer, DeletedContainerFile } from "./file";
import type { Operation } from "./operation";

const CONTAINER = "/containers/:container_id";
const tag = "Containers";

/** The endpoints of the folders that code works in. */
export const containerOperations: Record<string, Operation> = {
  "POST /containers": {
    id: "createContainer",
    tag,
    summary: "Make a container for code to work in",
    description: "It expires when it was not used for its time, and does not come back.",
    answer: ContainerResource,
  },
  "GET /containers": { id: "listContainers", tag, summary: "List containers", query: ContainerListQuery, answer: ContainerList },
  [`GET ${CONTAINER}`]: { id: "getContainer", tag, summary: "Get a container", answer: ContainerResource },
  [`DELETE ${CONTAINER}`]: {
    id: "deleteContainer",
    tag,
    summary: "Delete a container with its files",
    answer: DeletedContainer,
  },
  [`POST ${CONTAINER}/files`]: {
    id: "createContainerFile",
    tag,
    summary: "Put a file into a container",
    description: "A multipart form with `file`, or JSON with the `file_id` of a file that was sent before.",
    answer: ContainerFileResource,
  },
  [`GET ${CONTAINER}/files`]: {
    id: "listContainerFiles",
    tag,
    summary: "List the files of a container",
    query: ListQuery,
    answer: ContainerFileList,
  },
  [`GET ${CONTAINER}/files/:file_id`]: {
    id: "getContainerFile",
    tag,
    summary: "Get a file of a container",
    answer: ContainerFileResource,
  },
  [`DELETE ${CONTAINER}/files/:file_id`]: {
    id: "deleteContainerFile",
    tag,
    summary: "Delete a file of a container",
    answer: DeletedContainerFile,
  },
  [`GET ${CONTAINER}/files/:file_id/content`]: {
    id: "getContainerFileContent",
    tag,
    summary: "Get the bytes of a container's file",
    answer: null,
    files: ["application/octet-stream"],
  },
};

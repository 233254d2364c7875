import { FileListQuery } from "@/lib/embed/files/schema";
import { PassageQuery } from "@/lib/embed/vector-stores/files/content";
import { StoreFileListQuery, StoreListQuery } from "@/lib/embed/vector-stores/schema";
import {
  DeletedFile,
  DeletedStore,
  DeletedStoreFile,
  FileBatch,
  FileContentPage,
  FileList,
  FileResource,
  SearchPage,
  VectorStoreFileList,
  VectorStoreFileResource,
  VectorStoreList,
  VectorStoreResource,
} from "./file";
import type { Operation } from "./operation";

const STORE = "/vector_stores/:vector_store_id";

const files: Record<string, Operation> = {
  "POST /files": {
    id: "createFile",
    tag: "Files",
    summary: "Send a file",
    description: "A multipart form. Files are kept until they are deleted, or until `expires_after` is over.",
    answer: FileResource,
  },
  "GET /files": { id: "listFiles", tag: "Files", summary: "List files", query: FileListQuery, answer: FileList },
  "GET /files/:file_id": { id: "getFile", tag: "Files", summary: "Get a file", answer: FileResource },
  "DELETE /files/:file_id": {
    id: "deleteFile",
    tag: "Files",
    summary: "Delete a file, in every vector store too",
    answer: DeletedFile,
  },
  "GET /files/:file_id/content": {
    id: "getFileContent",
    tag: "Files",
    summary: "Get a file's bytes",
    answer: null,
    files: ["application/octet-stream"],
  },
};

const tag = "Vector stores";

const stores: Record<string, Operation> = {
  "POST /vector_stores": {
    id: "createVectorStore",
    tag,
    summary: "Make a store of files that are searched together",
    answer: VectorStoreResource,
  },
  "GET /vector_stores": { id: "listVectorStores", tag, summary: "List vector stores", query: StoreListQuery, answer: VectorStoreList },
  [`GET ${STORE}`]: { id: "getVectorStore", tag, summary: "Get a vector store", answer: VectorStoreResource },
  [`POST ${STORE}`]: { id: "updateVectorStore", tag, summary: "Change a vector store", answer: VectorStoreResource },
  [`DELETE ${STORE}`]: { id: "deleteVectorStore", tag, summary: "Delete a vector store; its files stay", answer: DeletedStore },
  [`POST ${STORE}/search`]: {
    id: "searchVectorStore",
    tag,
    summary: "Search a vector store",
    description:
      "Full text in the language of each file. A score is the share of the question's words that a passage holds, the rare ones counting more, and how near they stand: 0 to 1.",
    answer: SearchPage,
  },
  [`POST ${STORE}/files`]: {
    id: "createVectorStoreFile",
    tag,
    summary: "Put a file into a vector store",
    description: "It is read in the background; `status` says when that is done. `openai-poll-after-ms` says when to look again.",
    answer: VectorStoreFileResource,
  },
  [`GET ${STORE}/files`]: {
    id: "listVectorStoreFiles",
    tag,
    summary: "List the files of a vector store",
    query: StoreFileListQuery,
    answer: VectorStoreFileList,
  },
  [`GET ${STORE}/files/:file_id`]: {
    id: "getVectorStoreFile",
    tag,
    summary: "Get a file of a vector store",
    answer: VectorStoreFileResource,
  },
  [`POST ${STORE}/files/:file_id`]: {
    id: "updateVectorStoreFile",
    tag,
    summary: "Change the attributes of a file of a vector store",
    answer: VectorStoreFileResource,
  },
  [`DELETE ${STORE}/files/:file_id`]: {
    id: "deleteVectorStoreFile",
    tag,
    summary: "Take a file out of a vector store; the file stays",
    answer: DeletedStoreFile,
  },
  [`GET ${STORE}/files/:file_id/content`]: {
    id: "getVectorStoreFileContent",
    tag,
    summary: "Get the passages of a file as they are searched",
    query: PassageQuery,
    answer: FileContentPage,
  },
  [`POST ${STORE}/file_batches`]: { id: "createFileBatch", tag, summary: "Put files into a vector store together", answer: FileBatch },
  [`GET ${STORE}/file_batches/:batch_id`]: { id: "getFileBatch", tag, summary: "Get a batch of files", answer: FileBatch },
  [`POST ${STORE}/file_batches/:batch_id/cancel`]: {
    id: "cancelFileBatch",
    tag,
    summary: "Leave what is not read yet of a batch unread",
    answer: FileBatch,
  },
  [`GET ${STORE}/file_batches/:batch_id/files`]: {
    id: "listFileBatchFiles",
    tag,
    summary: "List the files of a batch",
    query: StoreFileListQuery,
    answer: VectorStoreFileList,
  },
};

/** The endpoints of files and of stores of files. */
export const fileOperations: Record<string, Operation> = { ...files, ...stores };

import type { PlaygroundActions } from "@/components/playground/thread/thread-actions";
import {
  deleteThreadAction,
  openThreadAction,
  renameThreadAction,
  saveFormAction,
  searchThreadsAction,
  writeThreadAction,
} from "./actions";

/** The server's part, handed to the client component as plain references. */
export const playgroundActions: PlaygroundActions = {
  write: writeThreadAction,
  saveForm: saveFormAction,
  rename: renameThreadAction,
  remove: deleteThreadAction,
  open: openThreadAction,
  search: searchThreadsAction,
};

import type { PlaygroundActions } from "@/components/playground/thread/thread-actions";
import {
  deleteThreadAction,
  forkThreadAction,
  openThreadAction,
  renameThreadAction,
  saveFormAction,
  searchThreadsAction,
  showVersionAction,
  writeThreadAction,
} from "./actions";

/** The server's part, handed to the client component as plain references. */
export const playgroundActions: PlaygroundActions = {
  write: writeThreadAction,
  showVersion: showVersionAction,
  fork: forkThreadAction,
  saveForm: saveFormAction,
  rename: renameThreadAction,
  remove: deleteThreadAction,
  open: openThreadAction,
  search: searchThreadsAction,
};

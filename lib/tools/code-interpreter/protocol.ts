/** A file of the folder that code works in. */
export interface PythonFile {
  /** Below the folder, with `/` between names. */
  path: string;
  /** Base64. */
  content: string;
}

/** What the process that runs Python is told: one a line. */
export interface PythonTask {
  code: string;
  /** What has come into the folder since the last task, and what has left it. */
  files: PythonFile[];
  removed: string[];
  /** Code that prints more is stopped. */
  printedBytesMax: number;
}

/** What it says: `ready` once, then one for each task; after a `flood` it has ended. */
export type PythonAnswer =
  | { type: "ready" }
  | { type: "flood" }
  | {
      type: "ran";
      /** What was printed. */
      logs: string;
      /** The exception as Python tells it. */
      error: string | null;
      written: PythonFile[];
      removed: string[];
    };

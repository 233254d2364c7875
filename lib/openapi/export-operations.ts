import type { Operation } from "./operation";

/** The endpoint that makes files of answers. */
export const exportOperations: Record<string, Operation> = {
  "POST /export": {
    id: "createExport",
    tag: "Chat",
    summary: "Export an answer to PDF or to one HTML file",
    description: "Draws the answer with Chromium and gives back the file. A server without Chromium answers with 501 `export_unavailable`.",
    answer: null,
    files: ["application/pdf", "text/html"],
  },
};

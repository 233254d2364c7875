import { constants, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { loadPyodide as load, PyodideAPI } from "pyodide";
import type { PythonAnswer, PythonFile, PythonTask } from "./protocol";

// It runs with no more than its own program to read, so that it imports nothing of the server but types.

/** Python starts here, and what it writes here is kept. */
const FOLDER = "/mnt/data";

/** Runs code as a cell of a notebook: the last expression is printed, and an exception is told as Python tells it. */
const RUN = `
async def run_cell(code, names):
    import traceback
    from pyodide.code import eval_code_async
    try:
        value = await eval_code_async(code, globals=names, filename="<code>")
        if value is not None:
            print(repr(value))
    except SystemExit:
        pass
    except BaseException as error:
        frames = error.__traceback__
        while frames and frames.tb_frame.f_code.co_filename != "<code>":
            frames = frames.tb_next
        return "".join(traceback.format_exception(type(error), error, frames))
run_cell
`;

/** Reads tasks from the standard input, one a line, and answers each on the standard output. */
export async function serve(): Promise<void> {
  const printed = { text: "", bytesLeft: 0 };
  const python = await start((bytes) => {
    printed.bytesLeft -= bytes.length;
    if (printed.bytesLeft < 0) {
      answer({ type: "flood" });
      process.exit(1);
    }
    printed.text += Buffer.from(bytes).toString("latin1");
  });
  const runCell = python.runPython(RUN) as (code: string, names: unknown) => Promise<string | undefined>;
  const names = python.toPy({ __name__: "__main__" }) as unknown;
  const known = new Map<string, string>();
  answer({ type: "ready" });
  for await (const line of createInterface({ input: process.stdin })) {
    const { code, files, removed, printedBytesMax } = JSON.parse(line) as PythonTask;
    for (const path of removed) remove(python, path, known);
    for (const file of files) write(python, file, known);
    Object.assign(printed, { text: "", bytesLeft: printedBytesMax });
    const error = (await runCell(code, names)) ?? null;
    const logs = Buffer.from(printed.text, "latin1").toString("utf8");
    answer({ type: "ran", logs, error, ...changes(python, known) });
  }
}

async function start(print: (bytes: Uint8Array) => void): Promise<PyodideAPI> {
  const [folder = ""] = process.argv.slice(2);
  // Node's own bindings are out of reach here; the one that is asked for at the start only tells numbers.
  Object.assign(process, { binding: (name: string) => (name === "constants" ? { fs: constants } : {}) });
  const { loadPyodide } = (await import(`${folder}/pyodide.mjs`)) as { loadPyodide: typeof load };
  const jsglobals = Object.freeze({ __proto__: null, AbortController, setTimeout, clearTimeout });
  const python = await loadPyodide({ indexURL: `${folder}/`, jsglobals });
  const stream = {
    write: (bytes: Uint8Array) => {
      print(bytes);
      return bytes.length;
    },
  };
  python.setStdout(stream);
  python.setStderr(stream);
  python.FS.mkdirTree(FOLDER);
  python.FS.chdir(FOLDER);
  return python;
}

function answer(message: PythonAnswer): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) at += writePart(bytes, at);
}

/** A pipe that is full says so; there is nothing else to do meanwhile. */
function writePart(bytes: Buffer, at: number): number {
  try {
    return writeSync(1, bytes, at);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return 0;
    throw error;
  }
}

function write({ FS }: PyodideAPI, { path, content }: PythonFile, known: Map<string, string>): void {
  const full = `${FOLDER}/${path}`;
  FS.mkdirTree(full.slice(0, full.lastIndexOf("/")));
  FS.writeFile(full, Buffer.from(content, "base64"));
  known.set(path, stateOf(FS, full));
}

function remove({ FS }: PyodideAPI, path: string, known: Map<string, string>): void {
  known.delete(path);
  try {
    FS.unlink(`${FOLDER}/${path}`);
  } catch {
    // Code has deleted it already.
  }
}

/** Returns what the folder holds otherwise than before, and holds it for known. */
function changes({ FS }: PyodideAPI, known: Map<string, string>): { written: PythonFile[]; removed: string[] } {
  const paths = listFiles(FS, FOLDER);
  const written = paths.flatMap((full) => {
    const path = full.slice(FOLDER.length + 1);
    const state = stateOf(FS, full);
    if (known.get(path) === state) return [];
    known.set(path, state);
    return [{ path, content: Buffer.from(FS.readFile(full) as Uint8Array).toString("base64") }];
  });
  const there = new Set(paths.map((full) => full.slice(FOLDER.length + 1)));
  const removed = [...known.keys()].filter((path) => !there.has(path));
  for (const path of removed) known.delete(path);
  return { written, removed };
}

function listFiles(FS: PyodideAPI["FS"], folder: string): string[] {
  const names = (FS.readdir(folder) as string[]).filter((name) => name !== "." && name !== "..");
  return names.flatMap((name) => {
    const path = `${folder}/${name}`;
    const { mode } = FS.lstat(path) as { mode: number };
    if (FS.isDir(mode)) return listFiles(FS, path);
    return FS.isFile(mode) ? [path] : [];
  });
}

function stateOf(FS: PyodideAPI["FS"], path: string): string {
  const { size, mtime } = FS.stat(path) as { size: number; mtime: Date };
  return `${size} ${mtime.getTime()}`;
}

import { afterAll, beforeAll } from "vitest";
import { indexWaitingFiles } from "@/lib/vector-stores/indexing/index-files";
import { onWake } from "@/lib/vector-stores/wake";
import { useBuiltReader } from "./reader";

/** What the server does beside its requests, for the tests of a file: files that are put into a store are read as soon as they are. */
export function useIndexing(): void {
  useBuiltReader();
  const abort = new AbortController();
  let work = Promise.resolve();
  beforeAll(() =>
    onWake(() => {
      work = work.then(() => indexWaitingFiles(abort.signal));
    }),
  );
  afterAll(async () => {
    onWake(() => {});
    abort.abort();
    await work;
  });
}

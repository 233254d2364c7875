import { createAbort } from "@/lib/abort";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { indexWaitingFiles } from "@/lib/vector-stores/indexing/index-files";
import { onWake } from "@/lib/vector-stores/wake";

/** Other processes put files into stores too, and dead ones leave some. */
const LOOK_MS = 2_000;

const indexing = processState("indexing", () => ({ stop: async () => {} }));

/** Begins to read the files that wait to be searched: at once when this process hears of one, else every other second. */
export function startIndexing(): void {
  const abort = createAbort([]);
  const running = new Set<Promise<void>>();
  const look = () => {
    if (abort.signal.aborted || running.size >= env().FILES_READ_AT_ONCE) return;
    const work = indexWaitingFiles(abort.signal)
      .catch((error: unknown) => log.warn({ err: messageOf(error) }, "files that wait to be searched could not be looked for"))
      .finally(() => running.delete(work));
    running.add(work);
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  onWake(look);
  look();
  indexing().stop = async () => {
    clearInterval(timer);
    onWake(() => {});
    abort.fire();
    await Promise.all(running);
  };
}

/** Gives back what is being read, for another process to read it. */
export async function stopIndexing(): Promise<void> {
  await indexing().stop();
}

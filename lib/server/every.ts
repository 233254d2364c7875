import { log } from "@/lib/log";
import { messageOf } from "@/lib/text";

/**
 * Does `work` at once and then again and again, `ms` after it has ended; resolves when the first time is over. A failure is logged
 * as `complaint` and is no reason to stop. Returns what stops it.
 */
export async function every(ms: number, work: () => Promise<void>, complaint: string): Promise<() => void> {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const turn = async () => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: messageOf(error) }, complaint);
    }
    if (isStopped) return;
    timer = setTimeout(() => void turn(), ms);
    timer.unref();
  };
  await turn();
  return () => {
    isStopped = true;
    if (timer) clearTimeout(timer);
  };
}

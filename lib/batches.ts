import { processState } from "./process-state";

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Returns a question that is put to the database (or whoever `run` asks) together with all that wait at the time: at most `sizeMax` to a
 * batch, and `atOnce` batches at a time in this process. `run` gives an answer for each, in their order; what it fails with, all of the
 * batch fail with.
 */
export function inBatches<Ask, Answer>(
  name: string,
  { sizeMax, atOnce }: { sizeMax: number; atOnce: number },
  run: (asks: Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  const state = processState<{ waiting: Waiting<Ask, Answer>[]; running: number }>(name, () => ({ waiting: [], running: 0 }));
  const answer = async (batch: Waiting<Ask, Answer>[]) => {
    try {
      const answers = await run(batch.map(({ ask }) => ask));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const runBatch = () => {
    const current = state();
    if (current.running >= atOnce || current.waiting.length === 0) return;
    const batch = current.waiting.splice(0, sizeMax);
    current.running++;
    void answer(batch).finally(() => {
      current.running--;
      runBatch();
    });
    runBatch();
  };
  return (ask) =>
    new Promise((resolve, reject) => {
      const { waiting } = state();
      waiting.push({ ask, resolve, reject });
      if (waiting.length === 1) queueMicrotask(runBatch);
    });
}

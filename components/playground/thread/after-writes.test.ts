import { expect, test } from "vitest";
import { withOpenAfterWrites } from "./after-writes";
import type { PlaygroundActions } from "./thread-actions";

const body = { threadId: null, afterId: null, tailId: null, entries: [] };

function actionsWith(write: PlaygroundActions["write"], done: string[]): PlaygroundActions {
  const ok = async () => ({ ok: true }) as const;
  return withOpenAfterWrites({
    write,
    saveForm: ok,
    fork: async () => ({ ok: false, reason: "not_found" }),
    showVersion: async () => ({ ok: false, reason: "not_found" }),
    rename: ok,
    remove: ok,
    search: async () => [],
    open: async (id) => {
      done.push(`opened ${id}`);
      return null;
    },
  });
}

test("a thread is read after what is being written, also when that fails", async () => {
  const done: string[] = [];
  const answers: ((fails: boolean) => void)[] = [];
  const actions = actionsWith(
    () =>
      new Promise((resolve, reject) => {
        answers.push((fails) => {
          done.push("written");
          if (fails) reject(new Error("unreachable"));
          else resolve({ ok: false, reason: "invalid" });
        });
      }),
    done,
  );
  const [first, second] = [actions.write(body), actions.write(body).catch((error: Error) => error.message)];
  const opened = actions.open("conv_1");
  answers[0]?.(false);
  await first;
  expect(done).toEqual(["written"]);
  answers[1]?.(true);
  expect(await second).toBe("unreachable");
  await opened;
  expect(done).toEqual(["written", "written", "opened conv_1"]);
  await actions.open("conv_2");
  expect(done.at(-1)).toBe("opened conv_2");
});

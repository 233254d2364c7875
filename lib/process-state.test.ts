import { expect, test } from "vitest";
import { forgetProcessState, processState } from "./process-state";

test("every copy of a module gets the same state, made once, until it is forgotten", () => {
  let made = 0;
  const copies = [1, 2].map(() => processState("test", () => ({ made: ++made })));
  expect(copies.map((state) => state().made)).toEqual([1, 1]);
  forgetProcessState("test");
  expect(copies.map((state) => state().made)).toEqual([2, 2]);
});

test("nothing is made before somebody asks", () => {
  let made = 0;
  const state = processState("asked for later", () => ({ made: ++made }));
  expect(made).toBe(0);
  expect(state()).toEqual({ made: 1 });
});

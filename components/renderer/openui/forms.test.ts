import { expect, test } from "vitest";
import { escape, wrap } from "@/lib/genui/read/envelope";
import { withFormContext } from "../renderable";
import { formsOf } from "./forms";

const answer = (context: string) => withFormContext(wrap("root = Card([])"), escape(context));

test("the state of each form that was kept with an answer", () => {
  const contact = { name: { value: "Ada", componentType: "Input" } };
  expect(formsOf(answer(JSON.stringify([{ contact }, { survey: {} }])))).toEqual({ contact, survey: {} });
});

test("no state where none was kept, or something else stands in its place", () => {
  expect(formsOf(wrap("root = Card([])"))).toBeUndefined();
  expect(formsOf(answer("not JSON"))).toBeUndefined();
  expect(formsOf(answer('"words"'))).toEqual({});
});

test("a variable of a program is no form", () => {
  expect(formsOf(answer('[{"$page":2,"contact":{}}]'))).toEqual({ contact: {} });
});

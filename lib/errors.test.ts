import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ApiError, ERRORS, toApiError } from "./errors";

test("docs/errors.md has every code of the table, with its status, type and meaning, and no other", () => {
  const page = readFileSync(new URL("../docs/errors.md", import.meta.url), "utf8");
  const documented = [...page.matchAll(/^## (\w+)\n\n\*\*(\d+)\*\*, `(\w+)`\. (.+)$/gm)].map(([, code, status, type, text]) => ({
    code,
    status,
    type,
    text,
  }));
  expect(documented.map(({ code }) => code)).toEqual(Object.keys(ERRORS));
  for (const [code, { status, type, meaning }] of Object.entries(ERRORS)) {
    expect(documented.find((entry) => entry.code === code)).toMatchObject({
      status: String(status),
      type,
      text: expect.stringContaining(meaning),
    });
  }
});

test("what is not meant for a client becomes a fixed sentence, its text kept as the cause", () => {
  const error = toApiError(new Error("password=hunter2"));
  expect(error).toMatchObject({ status: 500, code: "internal_error" });
  expect(JSON.stringify(error.toBody())).not.toContain("hunter2");
  expect(error.cause).toMatchObject({ message: "password=hunter2" });
});

test("the body always has its four members", () => {
  expect(new ApiError("invalid_value", "No.").toBody()).toEqual({
    error: { message: "No.", type: "invalid_request_error", param: null, code: "invalid_value" },
  });
});

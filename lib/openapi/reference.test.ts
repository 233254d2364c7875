import { expect, test } from "vitest";
import { openApiDocument } from "./document";
import { apiReference } from "./reference";

test("the reference has every endpoint of the document, at the path that is asked", () => {
  const paths = Object.values(openApiDocument().paths as Record<string, Record<string, { operationId?: string }>>);
  const ids = paths.flatMap((item) => ["get", "post", "delete"].flatMap((method) => item[method]?.operationId ?? []));
  expect(apiReference().map(({ id }) => id)).toEqual(ids);
  expect(apiReference().find(({ id }) => id === "createChatCompletion")).toMatchObject({
    method: "POST",
    path: "/v1/embed/chat/completions",
  });
});

test("bodies are shown with their members and those of these", () => {
  const { body = [], answer = [] } = apiReference().find(({ id }) => id === "createChatCompletion") ?? {};
  expect(body.find(({ name }) => name === "model")).toMatchObject({ type: "string", isRequired: true });
  expect(answer.find(({ name }) => name === "usage")?.members.map(({ name }) => name)).toContain("prompt_tokens");
});

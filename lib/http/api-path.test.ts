import { describe, expect, test } from "vitest";
import { isApiPath } from "./api-path";

const is = (path: string, headers: Record<string, string> = {}) => isApiPath(path, (name) => headers[name]);
const HTML = { accept: "text/html,application/xhtml+xml" };

describe("isApiPath", () => {
  test.each([
    "/v1",
    "/v1/anything",
    "/mcp",
    "/mcp/x",
    "//v1/embed/models",
    "/conversations",
    "/conversations/",
    "//conversations/conv_1/items",
    "/responses/resp_1/cancel",
    "/chat/completions",
    "/chat//completions/",
    "/chat/completions/x",
  ])("always: %s", (path) => {
    expect([is(path), is(path, HTML)]).toEqual([true, true]);
  });

  test.each([
    "/",
    "/v10",
    "/mcpx",
    "/conversationsx",
    "/chat",
    "/chat/room",
    "/responses.html",
    "/keys",
    "/playground/conversations",
    "/modelsx",
  ])("never: %s", (path) => {
    expect([is(path), is(path, { authorization: "Bearer x" })]).toEqual([false, false]);
  });

  test.each(["/models", "/models/", "/models/c1%2Fx"])("%s is a page for whoever asks for one", (path) => {
    expect([is(path), is(path, { accept: "*/*" }), is(path, { ...HTML, authorization: "Bearer x" })]).toEqual([true, true, true]);
    expect([is(path, HTML), is(path, { accept: "*/*", rsc: "1" }), is(path, { "next-action": "a" })]).toEqual([false, false, false]);
  });
});

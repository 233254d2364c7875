import { describe, expect, test } from "vitest";
import { matchPath } from "./match-path";

const ITEM = "/v1/embed/conversations/:conversation_id/items/:item_id";

describe("matchPath", () => {
  test.each([
    "/v1/embed/conversations/conv_1/items/msg_1",
    "/v1/conversations/conv_1/items/msg_1",
    "/conversations/conv_1/items/msg_1",
    "//conversations//conv_1/items/msg_1/",
    "/v1//embed///conversations/conv_1/items/msg_1//",
    "/conversations/conv%5F1/items/%6Dsg_1",
  ])("takes %s", (path) => {
    expect(matchPath(ITEM, path)).toEqual({ conversation_id: "conv_1", item_id: "msg_1" });
  });

  test.each([
    "/",
    "/v1",
    "/v1/embed",
    "/embed/conversations/conv_1/items/msg_1",
    "/v1/v1/conversations/conv_1/items/msg_1",
    "/v1/embed/embed/conversations/conv_1/items/msg_1",
    "/embed/v1/conversations/conv_1/items/msg_1",
    "/conversations/conv_1/items",
    "/conversations/conv_1/items/msg_1/more",
    "/Conversations/conv_1/items/msg_1",
    "/conversations/conv_1/items/%",
    "/conversations/conv_1/items/%ff",
  ])("does not take %s", (path) => {
    expect(matchPath(ITEM, path)).toBeNull();
  });

  test("an encoded slash separates nothing, nor does it end an id", () => {
    expect(matchPath("/v1/embed/conversations/:id", "/conversations/a%2Fb")).toEqual({ id: "a/b" });
    expect(matchPath("/v1/embed/models/*id", "/models/c1%2Fx/y")).toEqual({ id: "c1/x/y" });
    expect(matchPath("/v1/embed/models/*id", "/models")).toBeNull();
  });
});

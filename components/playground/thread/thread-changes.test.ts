import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Thread } from "@/lib/conversations/schema";
import { finish, settings, streamed, text, World } from "@/tests/playground/world";
import { userEntry } from "./shown-entry";
import type { ThreadStore } from "./thread-store";

let world: World;
let store: ThreadStore;

beforeEach(() => {
  world = new World();
  store = world.open(null);
});

describe("an answer that the page left", () => {
  async function leftThread(): Promise<Thread> {
    world.respond = async (init) => streamed([text("Hel")], { open: init.signal });
    const answering = store.ask(0, [userEntry("hi")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe("Hel"));
    store.leave();
    await answering;
    const entries = world.writes
      .slice(0, 1)
      .concat(world.writes.at(-1) ?? [])
      .flatMap((body) => body.entries);
    return {
      id: "conv_1",
      title: "hi",
      updatedAt: "",
      versions: [],
      entries: entries.map((entry, index) => ({ ...entry, item: { ...entry.item, id: `srv_x${index}` } })),
    };
  }

  test("is not ended at the server, and kept as under way", async () => {
    const { entries } = await leftThread();
    expect(world.asked).toEqual(["POST /v1/embed/responses"]);
    expect(entries.at(-1)).toMatchObject({ details: { state: "streaming", responseId: "resp_1" }, item: { status: "in_progress" } });
  });

  test("is taken up by the page that opens the thread next, drawn at once, and saved when it ends", async () => {
    const thread = await leftThread();
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    world.respond = async () => {
      await released;
      return streamed([text("Hel"), text("lo", 2), finish()]);
    };
    store = world.open(thread);
    const taken = store.takeUp();
    expect(store.state.getState()).toMatchObject({ entries: [{}], running: { answer: { text: "Hel" } } });
    release();
    await taken;
    expect(world.asked.at(-1)).toBe("GET /v1/embed/responses/resp_1?stream=true");
    expect(world.writes.at(-1)).toMatchObject({ tailId: "srv_x1", entries: [{ item: { id: "srv_x1", content: [{ text: "Hello" }] } }] });
    expect(store.state.getState().entries.at(-1)?.details).toMatchObject({ state: "done", totalMs: null });
  });

  test("keeps what there is when nobody knows it any more", async () => {
    const thread = await leftThread();
    world.respond = async () => new Response("{}", { status: 404 });
    store = world.open(thread);
    await store.takeUp();
    expect(world.writes.at(-1)?.entries[0]).toMatchObject({ item: { content: [{ text: "Hel" }] }, details: { state: "dropped" } });
  });
});

describe("another window", () => {
  test("what it did to the thread is shown, what is drawn keeps its key, and the next message follows it", async () => {
    await store.ask(0, [userEntry("one")], settings);
    const before = store.state.getState().entries;
    const more = { ...userEntry("two"), item: { ...userEntry("two").item, id: "srv_other" } };
    store.follow({ id: "conv_1", title: "hi", updatedAt: "", entries: [...before, more], versions: [] });
    expect(store.state.getState().entries.map(({ key }) => key)).toEqual([...before.map(({ key }) => key), "srv_other"]);
    await store.ask(3, [userEntry("three")], settings);
    expect(world.writes.at(-2)).toMatchObject({ afterId: "srv_other", tailId: "srv_other" });
  });

  test("while an answer is under way here, nothing is taken from it", async () => {
    world.respond = async (init) => streamed([text("Hel")], { open: init.signal });
    const answering = store.ask(0, [userEntry("one")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe("Hel"));
    store.follow({ id: "conv_1", title: "hi", updatedAt: "", entries: [], versions: [] });
    expect(store.state.getState().entries).toHaveLength(1);
    store.stop();
    await answering;
  });
});

describe("another version", () => {
  const said = (id: string, text: string) => ({ ...userEntry(text), item: { ...userEntry(text).item, id } });

  test("is asked for by what stands before it and what the thread ends with, and shown; asking goes on from there", async () => {
    await store.ask(0, [userEntry("one")], settings);
    const [question, answer] = store.state.getState().entries;
    const versions = [{ afterId: question?.item.id ?? "", count: 2, shown: 1 }];
    world.other = {
      id: "conv_1",
      title: "hi",
      updatedAt: "",
      entries: [said(question?.item.id ?? "", "one"), said("srv_x1", "other")],
      versions,
    };
    expect(await store.showVersion(question?.key ?? null, 1)).toBe(true);
    expect(world.shown).toEqual([{ threadId: "conv_1", afterId: question?.item.id, tailId: answer?.item.id, number: 1 }]);
    const { entries, versions: shown } = store.state.getState();
    expect(entries.map(({ item }) => item.id)).toEqual([question?.item.id, "srv_x1"]);
    expect(entries[0]?.key).toBe(question?.key);
    expect(shown).toEqual(versions);
    await store.ask(2, [userEntry("two")], settings);
    expect(world.writes.at(-2)).toMatchObject({ afterId: "srv_x1", tailId: "srv_x1" });
  });

  test("is not shown while an answer is under way, nor when the thread changed elsewhere", async () => {
    world.respond = async (init) => streamed([text("Hel")], { open: init.signal });
    const answering = store.ask(0, [userEntry("one")], settings);
    await vi.waitFor(() => expect(store.state.getState().running?.answer.text).toBe("Hel"));
    expect(await store.showVersion(null, 1)).toBe(false);
    expect(world.shown).toEqual([]);
    store.stop();
    await answering;
    const before = store.state.getState().entries;
    expect(await store.showVersion(null, 1)).toBe(false);
    expect(store.state.getState()).toMatchObject({ entries: before, problem: expect.stringContaining("another window") });
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toFile } from "openai";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import type { CodeInterpreterCallItem, DialogueItem } from "@/lib/generation/hosted";
import { Sources } from "@/lib/generation/sources";
import { prisma } from "@/lib/prisma";
import { useBuiltPython } from "@/tests/files/python";
import { openConversations } from "@/tests/http/conversations";
import { ToolFailure, type Turn, type Work } from "../tool";
import { codeInterpreter } from "./kind";
import { endPython } from "./pool";
import { canIsolate } from "./sandbox";

useBuiltPython();
vi.setConfig({ testTimeout: 240_000 });

process.env.MARK = "MARK-OF-THE-ENVIRONMENT";
const SIGNAL = new AbortController().signal;
const ended: string[] = [];
/** Code can be kept from the network on most systems with Linux, and on no other. */
const isAlone = await canIsolate();
beforeEach(() => {
  Object.assign(env(), { CODE_INTERPRETER: "pyodide", CODE_INTERPRETER_UNSAFE: !isAlone, CODE_INTERPRETER_SECONDS: 30 });
});
afterAll(() => ended.forEach(endPython));

/** A workspace, and what opens the tool as its key does. */
async function scene() {
  const { client, actor } = await openConversations("native", "/v1");
  const { workspaceId, userId } = actor;
  const principal = { workspaceId, userId, via: { type: "session" as const, sessionId: "ses_test", role: "owner" as const } };
  const open = (container: unknown = { type: "auto" }) => {
    const options = codeInterpreter.schema.parse({ type: "code_interpreter", container });
    return codeInterpreter.open(options, { principal, param: "tools[0]", sources: new Sources() });
  };
  return { client, open };
}

type Opened = ReturnType<Awaited<ReturnType<typeof scene>>["open"]>;

/** Calls the tool as a model does, in a dialogue that holds `items`. */
async function call(opened: Opened, code: unknown, items: DialogueItem[] = []) {
  const turn: Turn = {
    dialogue: items,
    signal: SIGNAL,
    start: () => {},
    state: () => {},
    end: () => {},
    run: async () => {},
    missing: () => {},
  };
  const [called] = await (await opened).begin(turn);
  const begun = called?.begin({ code }, { callId: "call_1", name: "code_interpreter", arguments: JSON.stringify({ code }) });
  if (!begun || !("run" in begun)) throw new Error("Nothing runs.");
  ended.push((begun.item as CodeInterpreterCallItem).container_id);
  const states: string[] = [];
  const work: Work = { signal: SIGNAL, state: (state) => void states.push(state), progress: () => {} };
  const { item, output } = await begun.run(work);
  return { item: item as CodeInterpreterCallItem, output: typeof output === "string" ? output : "", states };
}

/** What a call that fails tells the model, and its item. */
async function failure(calling: Promise<unknown>): Promise<{ message: string; item: CodeInterpreterCallItem | null }> {
  const error = await calling.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ToolFailure)) throw new Error(`It did not fail as a tool: ${String(error)}`);
  return { message: error.message, item: error.item as CodeInterpreterCallItem | null };
}

test("code runs, prints, and goes on in the container of the dialogue with its names and files", async () => {
  const { client, open } = await scene();
  const first = await call(open(), "import statistics\nrows = list(range(1, 10))\nprint(statistics.mean(rows))");
  expect(first.states).toEqual(["interpreting"]);
  expect(first.item).toMatchObject({ status: "completed", outputs: [{ type: "logs", logs: "5\n" }] });
  expect(first.output).toBe("5");

  const write = "open('/mnt/data/rows.csv', 'w').write('a,b')\nlen(rows)";
  const second = await call(open(), write, [first.item]);
  expect(second.item.container_id).toBe(first.item.container_id);
  expect(second.output).toBe("9\nFiles written: /mnt/data/rows.csv (3 bytes)");

  const files = await client.containers.files.list(first.item.container_id);
  expect(files.data).toMatchObject([{ path: "/mnt/data/rows.csv", bytes: 3, source: "assistant", object: "container.file" }]);
  const content = await client.containers.files.content.retrieve(files.data[0]?.id ?? "", { container_id: first.item.container_id });
  expect(await content.text()).toBe("a,b");

  // As after a restart: another process, which has the files and not the names.
  endPython(first.item.container_id);
  const third = await call(open(), "print(open('rows.csv').read(), 'rows' in globals())", [first.item]);
  expect(third.output).toBe("(Python was started anew: files are still there, names of earlier calls are not.)\na,b False");
});

test("files of a client are there by name, what it deletes is gone, and what code deletes is gone for it", async () => {
  const { client, open } = await scene();
  const sent = await client.files.create({ file: await toFile(Buffer.from("1;2"), "given.csv"), purpose: "user_data" });
  const container = await client.containers.create({ name: "Sums", file_ids: [sent.id] });
  const added = await client.containers.files.create(container.id, { file: await toFile(Buffer.from("more"), "more.txt") });
  const again = await client.containers.files.create(container.id, { file_id: sent.id });
  expect(again).toMatchObject({ path: "/mnt/data/given.csv", source: "user" });
  expect((await call(open(container.id), "import os; sorted(os.listdir())")).output).toBe("['given.csv', 'more.txt']");

  await client.containers.files.delete(added.id, { container_id: container.id });
  expect((await call(open(container.id), "import os; os.listdir()")).output).toBe("['given.csv']");
  await call(open(container.id), "os.remove('given.csv')");
  expect((await client.containers.files.list(container.id)).data).toEqual([]);
});

test("pictures that code writes are outputs, told by their bytes", async () => {
  const { open } = await scene();
  const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
  const code = `import base64\nopen('dot.png','wb').write(base64.b64decode('${dot}'))\nopen('no.png','w').write('<svg>')\nNone`;
  const { item } = await call(open(), code);
  expect(item.outputs).toEqual([{ type: "image", url: `data:image/png;base64,${dot}` }]);
});

test("an exception is what the model reads, as Python tells it, and the call has failed", async () => {
  const { open } = await scene();
  const { message, item } = await failure(call(open(), "print('so far')\n1 / 0"));
  expect(message).toContain("so far");
  expect(message).toMatch(/File "<code>", line 2[^]*ZeroDivisionError: division by zero/);
  expect(message).not.toContain("_pyodide");
  expect(item).toMatchObject({ status: "failed", outputs: [{ type: "logs", logs: `${message}\n` }] });
});

test.each([
  ["runs for ever", "while True: pass", /stopped: it ran longer than 6 seconds/],
  ["takes all memory", "x = []\nwhile True: x.append(bytearray(10**7))", /stopped|MemoryError/],
  ["prints for ever", "while True: print('x' * 1000)", /stopped: it printed/],
  ["prints at once what is too much", "print('x' * 10**8)", /stopped/],
  ["ends its process", "import os; os._exit(3)", /stopped|exit/],
])("code that %s is stopped, and the container goes on", async (_, code, said) => {
  const { open } = await scene();
  const made = await call(open(), "1");
  Object.assign(env(), { CODE_INTERPRETER_SECONDS: 6 });
  expect((await failure(call(open(), code, [made.item]))).message).toMatch(said);
  expect((await call(open(), "40 + 2", [made.item])).output).toMatch(/42$/);
});

test("code finds no environment, no file and no network of the server", async () => {
  const { open } = await scene();
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(request.url ?? "");
    response.end("REACHED");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ways = [
    "from pyodide.code import run_js\nprint(run_js('process.env.MARK'))",
    "import js\nprint(js.process.env.MARK)",
    "from pyodide.ffi import to_js\nprint(to_js({}).constructor.constructor('return process.env.MARK')())",
    "import os\nprint(os.environ)",
    "print(open('/etc/passwd').read())",
    "import pyodide_js\nfs = pyodide_js._module.FS\nfs.mkdir('/h')\nfs.mount(fs.filesystems.NODEFS, {'root': '/etc'}, '/h')\nprint(open('/h/passwd').read())",
    `import urllib.request\nprint(urllib.request.urlopen('http://127.0.0.1:${port}').read())`,
    `from pyodide.http import pyfetch\nprint(await (await pyfetch('http://127.0.0.1:${port}')).text())`,
    `import socket\ns = socket.create_connection(('127.0.0.1', ${port}))\ns.send(b'GET / HTTP/1.0\\r\\n\\r\\n')\nprint(s.recv(100))`,
    // The interpreter loads packages with the JavaScript around it, which only the namespace keeps from the network.
    `import pyodide_js\nawait pyodide_js.loadPackage('http://127.0.0.1:${port}/x-1.0-py3-none-any.whl')`,
    "import subprocess\nprint(subprocess.run(['id'], capture_output=True))",
  ];
  const items: DialogueItem[] = [(await call(open(), "1")).item];
  for (const code of ways) {
    const said = await call(open(), code, items).then(
      ({ output }) => output,
      (error: Error) => error.message,
    );
    expect({ code, reached: /MARK-OF|root:x|REACHED|uid=/.exec(said) }).toEqual({ code, reached: null });
  }
  server.close();
  expect(isAlone ? reached : []).toEqual([]);
});

test.each([[""], ["  "], [undefined], [7], ["x".repeat(65_537)]])("code that is none is told so: %j", async (code) => {
  const { open } = await scene();
  await expect(call(open(), code)).rejects.toThrow(/code_interpreter (needs|takes)/);
});

test("400: it is off until the owner turns it on", async () => {
  Object.assign(env(), { CODE_INTERPRETER: undefined });
  const { client, open } = await scene();
  await expect(open()).rejects.toMatchObject({
    code: "tool_not_configured",
    param: "tools[0]",
    message: expect.stringContaining("CODE_INTERPRETER"),
  });
  await expect(client.containers.create({ name: "x" })).rejects.toMatchObject({ status: 400, code: "tool_not_configured" });
});

test("404: a container of others, one that is deleted, and one whose time is over", async () => {
  const { client, open } = await scene();
  const container = await client.containers.create({ name: "Mine", expires_after: { anchor: "last_active_at", minutes: 5 } });
  expect(container).toMatchObject({ object: "container", status: "running", expires_after: { minutes: 5 } });
  expect(await client.containers.retrieve(container.id)).toEqual(container);
  const refused = { code: "container_not_found", status: 404, param: "tools[0].container" };
  await expect((await scene()).open(container.id)).rejects.toMatchObject(refused);
  await prisma().container.update({ where: { id: container.id }, data: { lastActiveAt: new Date(0) } });
  await expect(open(container.id)).rejects.toMatchObject(refused);
  expect((await client.containers.list()).data).toMatchObject([{ id: container.id, status: "expired" }]);
  await client.containers.delete(container.id);
  await expect(client.containers.retrieve(container.id)).rejects.toMatchObject({ status: 404, code: "container_not_found" });
  expect((await client.containers.list()).data).toEqual([]);
});

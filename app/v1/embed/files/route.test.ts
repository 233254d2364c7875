import { APIError, NotFoundError, toFile } from "openai";
import { beforeEach, describe, expect, test } from "vitest";
import { createFile, deleteExpiredFiles } from "@/lib/files/mutations";
import { prisma } from "@/lib/prisma";
import { openConversations } from "@/tests/http/conversations";
import { TRANSPORTS } from "@/tests/http/transport";

// Before the first use of env().
const BYTES_MAX = 3_000_000;
process.env.FILES_BYTES_MAX = String(BYTES_MAX);

const principalOf = ({ workspaceId, userId }: { workspaceId: string; userId: string }) => ({
  workspaceId,
  userId,
  via: { type: "session" as const, sessionId: "ses_test", role: "owner" as const },
});

const form = (parts: [name: string, value: string | Buffer, filename?: string][]) => {
  const data = new FormData();
  for (const [name, value, filename] of parts) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, new Blob([new Uint8Array(value)]), filename);
  }
  return data;
};

describe.each(TRANSPORTS)("/v1/embed/files over the %s transport", (name) => {
  const open = async () => {
    const opened = await openConversations(name);
    const { transport, secret } = opened;
    const upload = async (body: BodyInit, headers: Record<string, string> = {}) => {
      const init = { method: "POST", body, headers: { authorization: `Bearer ${secret}`, ...headers } };
      const response = await transport.fetch(`${transport.origin}/v1/embed/files`, init);
      return { status: response.status, json: await response.json() };
    };
    return { ...opened, upload };
  };

  test("200: sent, found, listed, read and deleted by the official client, byte for byte", async () => {
    const { client } = await open();
    // Larger than a part, with every byte there is.
    const bytes = Buffer.from(Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251));
    const file = await client.files.create({
      file: await toFile(bytes, "Grüße 日本.bin"),
      purpose: "assistants",
      expires_after: { anchor: "created_at", seconds: 86_400 },
    });
    expect(file).toEqual({
      id: expect.stringMatching(/^file-[0-9A-Za-z]{24}$/),
      object: "file",
      bytes: bytes.length,
      created_at: expect.any(Number),
      expires_at: file.created_at + 86_400,
      filename: "Grüße 日本.bin",
      purpose: "assistants",
      status: "processed",
    });
    expect(await client.files.retrieve(file.id)).toEqual(file);
    expect(await client.files.waitForProcessing(file.id)).toEqual(file);
    const content = await client.files.content(file.id);
    expect(Buffer.compare(Buffer.from(await content.arrayBuffer()), bytes)).toBe(0);
    expect(Object.fromEntries(content.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E6%97%A5%E6%9C%AC.bin",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox",
    });
    expect(await client.files.delete(file.id)).toEqual({ id: file.id, object: "file", deleted: true });
    await expect(client.files.retrieve(file.id)).rejects.toBeInstanceOf(NotFoundError);
    expect(await prisma().fileContent.count({ where: { fileId: file.id } })).toBe(0);
  });

  test("200: the list goes page by page, by purpose, and has nothing of others", async () => {
    const { client } = await open();
    const stranger = await open();
    const theirs = await stranger.client.files.create({ file: await toFile(Buffer.from("x"), "x.txt"), purpose: "user_data" });
    const ids: string[] = [];
    for (const purpose of ["assistants", "user_data", "assistants", "vision"] as const)
      ids.unshift((await client.files.create({ file: await toFile(Buffer.from("x"), "x.txt"), purpose })).id);
    const listed: string[] = [];
    for await (const { id } of client.files.list({ limit: 3 })) listed.push(id);
    expect(listed).toEqual(ids);
    expect((await client.files.list({ order: "asc", purpose: "assistants" })).data.map(({ id }) => id)).toEqual([ids[3], ids[1]]);
    for (const ask of ["retrieve", "delete", "content"] as const)
      await expect(client.files[ask](theirs.id)).rejects.toMatchObject({ status: 404, code: "file_not_found" });
    await expect(client.files.list({ after: "file-x" })).rejects.toMatchObject({ status: 400, param: "after" });
  });

  test.each<[string, [string, string | Buffer, string?][], number, string, string | null]>([
    ["no file", [["purpose", "assistants"]], 400, "missing_required_parameter", "file"],
    [
      "a file that is a text",
      [
        ["file", "hi"],
        ["purpose", "assistants"],
      ],
      400,
      "invalid_value",
      "file",
    ],
    ["no purpose", [["file", Buffer.from("x"), "x"]], 400, "missing_required_parameter", "purpose"],
    [
      "a purpose of another product",
      [
        ["file", Buffer.from("x"), "x"],
        ["purpose", "fine-tune"],
      ],
      400,
      "unsupported_parameter",
      "purpose",
    ],
    [
      "a purpose that is none",
      [
        ["file", Buffer.from("x"), "x"],
        ["purpose", "fun"],
      ],
      400,
      "invalid_value",
      "purpose",
    ],
    [
      "an expiry that is too soon",
      [
        ["file", Buffer.from("x"), "x"],
        ["purpose", "vision"],
        ["expires_after[anchor]", "created_at"],
        ["expires_after[seconds]", "5"],
      ],
      400,
      "integer_below_min_value",
      "expires_after.seconds",
    ],
    [
      "a field that is not known",
      [
        ["file", Buffer.from("x"), "x"],
        ["purpose", "vision"],
        ["colour", "red"],
      ],
      400,
      "unknown_parameter",
      "colour",
    ],
    ["many fields", Array.from({ length: 40 }, (_, i): [string, string] => [`f${i}`, ""]), 400, "invalid_multipart", null],
    [
      "many files",
      [
        ["file", Buffer.from("x"), "x"],
        ["b", Buffer.from("x"), "x"],
        ["c", Buffer.from("x"), "x"],
      ],
      400,
      "invalid_multipart",
      null,
    ],
  ])("400: %s", async (_, parts, status, code, param) => {
    const { upload } = await open();
    expect(await upload(form(parts))).toMatchObject({ status, json: { error: { code, param } } });
  });

  test.each<[string, string, string, number, string]>([
    ["JSON", '{"file":"x"}', "application/json", 415, "unsupported_media_type"],
    ["a form without a boundary", "--x", "multipart/form-data", 415, "unsupported_media_type"],
    ["a form with an empty boundary", "--x", "multipart/form-data; boundary=", 400, "invalid_multipart"],
    [
      "a form that ends in the middle",
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      "multipart/form-data; boundary=x",
      400,
      "invalid_multipart",
    ],
    ["a form of nothing", "", "multipart/form-data; boundary=x", 400, "invalid_multipart"],
    ["headers without an end", `--x\r\n${"a".repeat(200_000)}`, "multipart/form-data; boundary=x", 400, "invalid_multipart"],
  ])("4xx: %s", async (_, body, type, status, code) => {
    const { upload } = await open();
    expect(await upload(body, { "content-type": type })).toMatchObject({ status, json: { error: { code } } });
  });

  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\me\\report.pdf", "report.pdf"],
    ["a\u202egpj.exe", "agpj.exe"],
    ["..", "file"],
    [`${"n".repeat(300)}.pdf`, `${"n".repeat(251)}.pdf`],
  ])("200: the name %s is kept as %s", async (filename, kept) => {
    const { upload } = await open();
    const { json } = await upload(
      form([
        ["file", Buffer.from("x"), filename],
        ["purpose", "user_data"],
      ]),
    );
    expect(json.filename).toBe(kept);
  });

  test("413: a file that is larger than the server takes, whether it says so or not", async () => {
    const { upload, client } = await open();
    const bytes = Buffer.alloc(BYTES_MAX + 200_000);
    const error = await client.files.create({ file: await toFile(bytes, "big"), purpose: "vision" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status: 413, code: "body_too_large" });
    const slightly = await upload(
      form([
        ["file", bytes.subarray(0, BYTES_MAX + 1), "big"],
        ["purpose", "vision"],
      ]),
    );
    expect(slightly).toMatchObject({ status: 413, json: { error: { code: "body_too_large", param: "file" } } });
  });
});

describe("what is kept has bounds", () => {
  beforeEach(() => prisma().file.deleteMany());

  test("a workspace keeps as much as its quota, also when files come at once", async () => {
    const { actor } = await openConversations("web");
    const file = { filename: "a", purpose: "assistants" as const, bytes: Buffer.alloc(600), expiresAt: null };
    const results = await Promise.allSettled([1, 2, 3].map(() => createFile(principalOf(actor), file, 1_300)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "storage_quota_exceeded", status: 413 } });
    expect(await prisma().fileContent.count({ where: { file: { workspaceId: actor.workspaceId } } })).toBe(2);
  });

  test("a file whose time is over is gone at once, and its bytes with the next clearing", async () => {
    const { actor, client } = await openConversations("web");
    const file = { filename: "a", purpose: "assistants" as const, bytes: Buffer.from("x"), expiresAt: new Date(Date.now() - 1) };
    const { id } = await createFile(principalOf(actor), file, 1_000);
    await expect(client.files.retrieve(id)).rejects.toMatchObject({ status: 404 });
    expect((await client.files.list()).data).toEqual([]);
    expect(await deleteExpiredFiles(10)).toBe(1);
    expect(await prisma().fileContent.count()).toBe(0);
  });
});

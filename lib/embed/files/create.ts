import { env } from "@/lib/env";
import { createFile } from "@/lib/files/mutations";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";
import { toFile } from "./encode";
import { cleanFilename } from "./file-name";
import { CreateFileForm } from "./schema";

export const createFileRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/files",
  body: CreateFileForm,
  fileBytesMax: () => env().FILES_BYTES_MAX,
  async handle({ principal, body }) {
    const { file, purpose, expires_after: expiry } = body;
    const expiresAt = expiry ? new Date(Date.now() + expiry.seconds * 1_000) : null;
    const kept = { filename: cleanFilename(file.filename), purpose: keptPurpose(purpose), bytes: file.bytes, expiresAt };
    return toFile(await stored(createFile(principal, kept, env().FILES_QUOTA_BYTES)));
  },
});

type Purpose = "assistants" | "user_data" | "vision";

/** The others were refused when the form was read. */
const keptPurpose = (purpose: string): Purpose => purpose as Purpose;

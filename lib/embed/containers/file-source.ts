import type { NewContainerFile } from "@/lib/containers/schema";
import { findFile, readFileBytes } from "@/lib/files/queries";
import { fileNotFound } from "@/lib/files/refusals";
import type { Principal } from "@/lib/principal";
import { stored } from "../storage";

/** Resolves to a kept file as a container takes it. Throws `file_not_found`; `param` is the parameter that named it. */
export async function toNewContainerFile(principal: Principal, id: string, param: string): Promise<NewContainerFile> {
  const file = await stored(findFile(principal, id));
  const bytes = file && (await stored(readFileBytes(file)));
  if (!file || !bytes) throw fileNotFound(param);
  return { path: file.filename, bytes, source: "user" };
}

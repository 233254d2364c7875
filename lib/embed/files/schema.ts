import type { FilePurpose } from "openai/resources/files";
import { z } from "zod/v4";
import type { FormFile } from "@/lib/http/form";
import { decided, optional } from "@/lib/parameter";
import { ListQuery } from "../list-query";

const SECONDS_MIN = 3_600;
const SECONDS_MAX = 2_592_000;

const NO_BATCHES = {
  advice: "Files for batches, fine-tuning and evaluations have no use here: send files for assistants, user_data or vision.",
};

const Purpose = decided<FilePurpose>({
  assistants: "accepted",
  user_data: "accepted",
  vision: "accepted",
  batch: NO_BATCHES,
  "fine-tune": NO_BATCHES,
  evals: NO_BATCHES,
});

const isFile = (value: unknown): value is FormFile => typeof value === "object" && value !== null && "bytes" in value;

/** A file of a form. */
export const UploadedFile = z
  .custom<FormFile>((value) => value === undefined || isFile(value), "Invalid value for 'file': expected a file with a name.")
  .superRefine((value, context) => {
    if (value === undefined) context.addIssue({ code: "invalid_type", expected: "file", input: value });
  })
  .meta({ type: "string", format: "binary" });

/** Numbers of a form come as text. */
const Seconds = z.coerce.number().int().min(SECONDS_MIN).max(SECONDS_MAX);

/** The form of `POST /v1/embed/files`. */
export const CreateFileForm = z.strictObject({
  file: UploadedFile,
  purpose: Purpose,
  expires_after: optional(z.strictObject({ anchor: z.literal("created_at"), seconds: Seconds })),
});

/** What part of the files is asked for. */
export const FileListQuery = ListQuery.extend({
  limit: z.int().min(1).max(10_000).default(100),
  purpose: z.string().max(64).optional(),
});

import type { ImageDetail as OfficialDetail, ResponseInputFile } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import { cacheHint, decided, inert, optional, refusal, supported, text, unsupported } from "@/lib/parameter";
import { isPublicHttps } from "@/lib/public-host";

export const TEXT_CHARACTERS_MAX = 10_485_760;
const IMAGE_CHARACTERS_MAX = 20_971_520;
const FILE_CHARACTERS_MAX = 33_554_432;

const IMAGE_DATA = /^data:image\/[\w.+-]+;base64,/i;
const FILE_DATA = /^data:[\w.+-]+\/[\w.+-]+(?:;[\w.+-]+=[\w.+-]+)*;base64,/i;

const NO_UPLOADS = "Files can't be uploaded here, so there is no 'file_id'; send the content itself or an https URL.";

/** How closely a picture is looked at; `original` is its own size. */
export const ImageDetail = decided<OfficialDetail>({ auto: "accepted", low: "accepted", high: "accepted", original: "accepted" });
/** The same of a file is a hint. */
type FileDetail = NonNullable<ResponseInputFile["detail"]>;

const InputText = z.object({ type: z.literal("input_text"), text: text(TEXT_CHARACTERS_MAX), ...cacheHint });
const InputImage = z.object({
  type: z.literal("input_image"),
  image_url: text(IMAGE_CHARACTERS_MAX).refine(
    (url) => IMAGE_DATA.test(url) || isPublicHttps(url),
    refusal("invalid_value", "An image is given as an https URL of a public host or as data:image/…;base64,…."),
  ),
  detail: optional(ImageDetail),
  file_id: inert(() => false, NO_UPLOADS),
  ...cacheHint,
});
const InputFile = z
  .object({
    type: z.literal("input_file"),
    file_data: optional(
      text(FILE_CHARACTERS_MAX).refine(
        (data) => FILE_DATA.test(data),
        refusal("invalid_value", "A file is given as data:<media type>;base64,…."),
      ),
    ),
    file_url: optional(
      text(8_192).refine(isPublicHttps, refusal("invalid_value", "The address of a file must be an https URL of a public host.")),
    ),
    filename: optional(text(256)),
    detail: optional(decided<FileDetail>({ auto: "accepted", low: "accepted", high: "accepted" })),
    file_id: inert(() => false, NO_UPLOADS),
    ...cacheHint,
  })
  .refine((file) => file.file_data != null || file.file_url != null, {
    ...refusal("missing_required_parameter", "A file needs 'file_data' or 'file_url'."),
    path: ["file_data"],
  })
  .refine((file) => file.file_data == null || file.file_url == null, {
    ...refusal("invalid_value", "A file is given as 'file_data' or as 'file_url', not both."),
    path: ["file_url"],
  });

/** What a person, an application or a tool says. */
export const InputPart = z
  .discriminatedUnion("type", [
    InputText,
    InputImage,
    InputFile,
    unsupported(["input_audio", "input_video"], "Audio and video are not supported."),
  ])
  .transform(supported);

/** What a model said. Annotations, probabilities and a client's parsed copy come back with it and ask for nothing. */
const OutputText = z.object({
  type: z.literal("output_text"),
  text: text(TEXT_CHARACTERS_MAX),
  annotations: z.unknown().optional(),
  logprobs: z.unknown().optional(),
  parsed: z.unknown().optional(),
});
const Refusal = z.object({ type: z.literal("refusal"), refusal: text(TEXT_CHARACTERS_MAX) });

/** Some clients write an assistant's words as input text. */
export const OutputPart = z.discriminatedUnion("type", [OutputText, Refusal, InputText]);

export type InputPart = z.output<typeof InputPart>;
export type OutputPart = z.output<typeof OutputPart>;

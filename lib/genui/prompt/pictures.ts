import type { InputImage, Item, MessageItem } from "@/lib/generation/item";
import { rasterPicture } from "@/lib/generation/picture";

/** So many go back, the newest: each is read again with every turn. */
const PICTURES_MAX = 8;
const PICTURE = /"(data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2})"/g;
/** What stands in a program in place of a picture's bytes. */
const NO_BYTES = '""';

/**
 * The dialogue with the pictures of the assistant's programs as pictures: no provider takes them in an assistant's message, so they stand at
 * the beginning of the user's next one. What no message of the user follows goes without them.
 */
export function withPicturesApart(input: readonly Item[]): Item[] {
  const waiting: InputImage[] = [];
  const items = input.map((item): Item => {
    if (item.type !== "message") return item;
    if (item.role === "assistant") return withoutPictures(item, waiting);
    if (item.role !== "user" || waiting.length === 0) return item;
    return { ...item, content: [...waiting.splice(0).slice(-PICTURES_MAX), ...item.content] };
  });
  return items;
}

function withoutPictures(item: MessageItem, found: InputImage[]): MessageItem {
  const content = item.content.map((part) => {
    if (part.type !== "output_text" || !part.text.includes("data:image/")) return part;
    const text = part.text.replace(PICTURE, (written, url: string) => {
      const picture = rasterPicture(url);
      if (picture === null) return written;
      found.push({ type: "input_image", image_url: picture, detail: "auto" });
      return NO_BYTES;
    });
    return { ...part, text };
  });
  return { ...item, content };
}

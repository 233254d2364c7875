import { pictureOf } from "@/components/library/picture";

export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const picture = pictureOf((await params).name);
  if (picture === null) return new Response(null, { status: 404 });
  return new Response(picture, { headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" } });
}

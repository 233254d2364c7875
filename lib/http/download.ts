/** What a handler answers with where the answer is a file: its bytes, its media type and what `content-disposition` says of it. */
export class Download {
  constructor(
    readonly bytes: Uint8Array<ArrayBuffer>,
    readonly mediaType: string,
    readonly disposition: string,
  ) {}
}

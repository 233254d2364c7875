import { ApiError } from "@/lib/errors";

/** For a list that can't go on after what `after` names. */
export function unknownCursor(): ApiError {
  return new ApiError("invalid_value", "Invalid value for 'after': this list never had an entry with that id.", { param: "after" });
}

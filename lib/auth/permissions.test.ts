import { expect, test } from "vitest";
import { may, PERMISSIONS, type Permission } from "./permissions";

const ROLES = ["owner", "member", "viewer"] as const;

/** The whole table once more, as a person reads it: owner, member, viewer. */
const MATRIX: Record<Permission, [boolean, boolean, boolean]> = {
  "requests.make": [true, true, false],
  "keys.change": [true, true, false],
  "tools.change": [true, false, false],
  "workspace.change": [true, false, false],
  "members.change": [true, false, false],
  "audit.see": [true, false, false],
};

test("every permission is given to the roles that it is for, and to no other", () => {
  const table = Object.fromEntries((Object.keys(PERMISSIONS) as Permission[]).map((name) => [name, ROLES.map((role) => may(role, name))]));
  expect(table).toEqual(MATRIX);
});

import { expect, test } from "vitest";
import { aliasOf } from "./alias";
import { COMPONENTS, traitsOf } from "./library";

const components = Object.values(COMPONENTS);

test("another name means one component, and is no component itself but in other letters", () => {
  const aliases = components.flatMap(({ name, traits }) => (traits.aliases ?? []).map((alias) => [alias, name] as const));
  expect(new Set(aliases.map(([alias]) => alias)).size).toBe(aliases.length);
  for (const [alias, name] of aliases) expect([alias, aliasOf(alias)]).toEqual([alias, name]);
  expect(aliases.filter(([alias]) => !/^[a-z0-9]+$/.test(alias))).toEqual([]);
});

test.each(components)("$name speaks of arguments that it has, and of components that there are", ({ name, props, traits }) => {
  const has = (of: string) => Object.keys(COMPONENTS[of]?.props.shape ?? {});
  const { contents = [], fillers = {}, picture, cellsIn, standIns = {} } = traits;
  const own = [...contents, ...Object.keys(fillers), ...(picture ? [picture.words, picture.address] : []), ...(cellsIn ? [cellsIn] : [])];
  expect(own.filter((argument) => !(argument in props.shape))).toEqual([]);
  for (const [other, renamed] of Object.entries(standIns)) {
    expect([name, Object.keys(renamed).filter((argument) => !(argument in props.shape))]).toEqual([name, []]);
    expect([other, Object.values(renamed).filter((argument) => !has(other).includes(argument))]).toEqual([other, []]);
  }
});

test("a component of nobody has nothing that sets it apart, whatever it is called", () => {
  for (const name of ["Weather", "constructor", "__proto__", "toString"]) expect(traitsOf(name)).toEqual({});
});

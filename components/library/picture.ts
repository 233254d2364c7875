/** Sky, sun and three ranges of hills, each as its colour; the examples of the library show them where a real answer has a photograph. */
const PICTURES: Record<string, readonly [sky: string, sun: string, far: string, middle: string, near: string]> = {
  hills: ["#f7dcb9", "#fff4de", "#c9b7a6", "#7f9c8f", "#0b6b62"],
  coast: ["#cfe6ee", "#fffbe8", "#9cc4d4", "#4f97ad", "#e8d3a9"],
  oak: ["#e4f0d8", "#fdfbe6", "#b9cfa1", "#7fa368", "#4b6b3a"],
};

/** A small landscape as SVG, null when there is none of that name (`hills.svg`, `coast.svg`, `oak.svg`). */
export function pictureOf(file: string): string | null {
  const name = file.replace(/\.svg$/, "");
  const colours = Object.hasOwn(PICTURES, name) ? PICTURES[name] : undefined;
  if (!colours || name === file) return null;
  const [sky, sun, far, middle, near] = colours;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360" preserveAspectRatio="xMidYMid slice"><path fill="${sky}" d="M0 0h640v360H0z"/><circle cx="456" cy="118" r="44" fill="${sun}"/><path fill="${far}" d="M0 232c110-92 196-70 290-20s214 28 350-44v192H0z"/><path fill="${middle}" d="M0 268c96-40 206-36 318 8s216 20 322-22v106H0z"/><path fill="${near}" d="M0 318c132-44 276-34 384-8s176 8 256-14v64H0z"/></svg>`;
}

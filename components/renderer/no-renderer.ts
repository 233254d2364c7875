// Stands for modules that a build leaves out: the renderers on the server, and the library that draws diagrams (see next.config.ts).
export const C1Component = null;
export const ThemeProvider = null;
export default null;

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, nextResolve) {
  if (specifier !== 'electron') return nextResolve(specifier, context);
  return { url: new URL('electron.js', import.meta.url).href, format: 'module', shortCircuit: true };
}

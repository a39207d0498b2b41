/** The `edtf` package has no types of its own; these are the parts that the tests compare with. */
declare module 'edtf' {
  export default function edtf(text: string): { readonly min: number; readonly max: number };
  /** Throws for text that is not EDTF of at most this level. */
  export function parse(text: string, constraints: { readonly level: number }): object;
}

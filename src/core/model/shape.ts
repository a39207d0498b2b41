import type * as v from 'valibot';

/** The parts of a valibot schema, or of an action in its pipe, that say what it asks. */
export interface Shape {
  readonly kind: string;
  readonly type: string;
  readonly pipe?: readonly Shape[];
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly wrapped?: Shape;
  readonly options?: readonly unknown[];
  readonly key?: unknown;
  readonly value?: Shape;
  readonly literal?: unknown;
  readonly requirement?: unknown;
  readonly getter?: (input: unknown) => Shape;
}

type Schema = v.GenericSchema;
type Fields = Readonly<Record<string, unknown>>;

/**
 * A value of a schema with every object's keys in the order in which the schema names them, at every depth; the keys of
 * a free record (identifiers) are sorted. The value must be valid.
 */
export function inSchemaOrder(schema: Schema, value: unknown): unknown {
  return arrange(schema, value);
}

/** The field names an object may have at `path` within a value of a schema; null where no such object is foreseen. */
export function fieldNamesAt(schema: Schema, value: unknown, path: readonly string[]): readonly string[] | null {
  const { entries } = shapeAt(schema, value, path) ?? {};
  return entries === undefined ? null : Object.keys(entries);
}

/** Whether the field at `path` within a value of a schema may be null. */
export function isNullableAt(schema: Schema, value: unknown, path: readonly string[]): boolean {
  const name = path.at(-1);
  const parent = shapeAt(schema, value, path.slice(0, -1));
  return name !== undefined && parent?.entries?.[name]?.type === 'nullable';
}

function arrange(schema: Shape, value: unknown): unknown {
  if (value === null) return null;
  const shape = resolve(schema, value);
  const { entries, item } = shape ?? {};
  if (Array.isArray(value)) return item === undefined ? value : value.map((element) => arrange(item, element));
  if (!isObject(value)) return value;
  if (entries === undefined) return Object.fromEntries(Object.entries(value).sort(byKey));
  return Object.fromEntries(Object.entries(entries).map(([name, field]) => [name, arrange(field, value[name])]));
}

function shapeAt(schema: Schema, value: unknown, path: readonly string[]): Shape | null {
  let shape = resolve(schema, value);
  let here = value;
  for (const step of path) {
    const child = Array.isArray(here) ? shape?.item : shape?.entries?.[step];
    if (child === undefined || !isObject(here)) return null;
    here = here[step];
    shape = resolve(child, here);
  }
  return shape;
}

/** The shape behind nullable, lazy and variant schemas for one value; null where a variant's key matches none. */
function resolve(shape: Shape, value: unknown): Shape | null {
  if (shape.wrapped !== undefined) return resolve(shape.wrapped, value);
  if (shape.getter !== undefined) return resolve(shape.getter(value), value);
  if (shape.type !== 'variant' || typeof shape.key !== 'string' || !isObject(value)) return shape;
  const { key } = shape;
  const options = (shape.options ?? []) as readonly Shape[];
  return options.find((option) => option.entries?.[key]?.literal === value[key]) ?? null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

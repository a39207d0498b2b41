import type * as v from 'valibot';
import type { Shape } from '#core/model/shape';

/** Says in a few comparisons whether a value is certainly valid. */
export type QuickCheck = (value: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

/**
 * A check that says yes to what a schema takes, copies nothing and explains nothing: reading a hundred thousand records by
 * valibot alone takes ten times as long. Where it says no, `v.safeParse` has the last word and the reasons, so that a part
 * of a schema this does not know costs time and never a verdict. The schema must not transform what it takes.
 */
export function quickCheck(schema: v.GenericSchema): QuickCheck {
  return compile(schema);
}

function compile(part: Shape): QuickCheck {
  if (part.pipe !== undefined) {
    const [first, ...actions] = part.pipe;
    if (first === undefined) return never;
    const checks = [compile(first), ...actions.map(compileAction)];
    return (value) => {
      for (const check of checks) if (!check(value)) return false;
      return true;
    };
  }
  switch (part.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return (value) => typeof value === part.type && !Number.isNaN(value);
    case 'literal':
      return (value) => value === part.literal;
    case 'picklist': {
      const options = new Set(part.options);
      return (value) => options.has(value);
    }
    case 'nullable': {
      const check = compileOr(part.wrapped);
      return (value) => value === null || check(value);
    }
    case 'array': {
      const check = compileOr(part.item);
      return (value) => Array.isArray(value) && value.every(check);
    }
    case 'strict_object':
      return compileObject(part.entries ?? {});
    case 'record':
      return compileRecord(part);
    case 'variant':
      return compileVariant(part);
    case 'union': {
      const checks = (part.options as readonly Shape[]).map(compile);
      return (value) => checks.some((check) => check(value));
    }
    case 'lazy':
      return compileLazy(part);
    default:
      return never;
  }
}

const never: QuickCheck = () => false;

function compileOr(part: Shape | undefined): QuickCheck {
  return part === undefined ? never : compile(part);
}

function compileObject(entries: Readonly<Record<string, Shape>>): QuickCheck {
  const names = Object.keys(entries);
  const checks = Object.values(entries).map(compile);
  return (value) => {
    // As many names as there are fields, and each field there: so none is unknown, and none is inherited.
    if (!isObject(value) || Object.keys(value).length !== names.length) return false;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] as string;
      if (!Object.hasOwn(value, name) || checks[index]?.(value[name]) !== true) return false;
    }
    return true;
  };
}

function compileRecord(part: Shape): QuickCheck {
  const checkKey = compileOr(part.key as Shape | undefined);
  const checkValue = compileOr(part.value);
  return (value) =>
    isObject(value) &&
    Object.entries(value).every(([key, each]) => !(key in Object.prototype) && checkKey(key) && checkValue(each));
}

function compileVariant({ key, options }: Shape): QuickCheck {
  if (typeof key !== 'string') return never;
  const checks = new Map<unknown, QuickCheck>();
  for (const option of options as readonly Shape[]) {
    const { type, literal } = option.entries?.[key] ?? {};
    if (type === 'literal') checks.set(literal, compile(option));
  }
  return (value) => isObject(value) && checks.get(value[key])?.(value) === true;
}

function compileLazy({ getter }: Shape): QuickCheck {
  if (getter === undefined) return never;
  const checks = new Map<Shape, QuickCheck>();
  return (value) => {
    const part = getter(value);
    let check = checks.get(part);
    if (check === undefined) {
      check = compile(part);
      checks.set(part, check);
    }
    return check(value);
  };
}

function compileAction({ kind, type, requirement }: Shape): QuickCheck {
  if (kind === 'metadata') return () => true;
  if (kind !== 'validation') return never;
  if (typeof requirement === 'function') return requirement as QuickCheck;
  if (requirement instanceof RegExp) return (value) => requirement.test(value as string);
  if (typeof requirement !== 'number') return never;
  switch (type) {
    case 'max_length':
      return (value) => (value as string).length <= requirement;
    case 'min_length':
      return (value) => (value as string).length >= requirement;
    case 'max_value':
      return (value) => (value as number) <= requirement;
    case 'min_value':
      return (value) => (value as number) >= requirement;
    default:
      return never;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

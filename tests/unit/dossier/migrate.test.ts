import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { migrate, migrations } from '#core/dossier/migrate';
import { formatSnapshot, readSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { collectionNames, currentSchema } from '#core/model/dossier';
import { eventKinds, relationTypes } from '#core/model/event';
import { stances } from '#core/model/claim';

const everyVersion = Array.from({ length: currentSchema }, (_, index) => index + 1);

function fixtureText(schema: number): string {
  return readFileSync(new URL(`../../fixtures/schema-${schema}/dossier.json`, import.meta.url), 'utf8');
}

describe('a dossier of an older schema', () => {
  it('has a step for every version that is not the last', () => {
    expect(migrations).toHaveLength(currentSchema - 1);
  });

  it.each(everyVersion)('opens from version %i', (schema) => {
    const { dossier, sequence } = readSnapshot(JSON.parse(fixtureText(schema)));
    expect(sequence).toBe(42);
    expect(new Set([...dossier.events.values()].map(({ kind }) => kind))).toEqual(new Set(eventKinds));
    for (const name of collectionNames) expect(dossier[name].size).toBeGreaterThan(0);
  });

  it('goes through each later step in turn, and is not changed itself', () => {
    const oldest = { schema: 1, notes: ['first'] };
    const steps = ['second', 'third'].map((note) => (older: Readonly<Record<string, unknown>>) => {
      return { ...older, notes: [...(older['notes'] as string[]), note] };
    });
    expect(migrate(oldest, steps)).toEqual({ schema: 3, notes: ['first', 'second', 'third'] });
    expect(migrate({ schema: 2, notes: [] }, steps)).toEqual({ schema: 3, notes: ['third'] });
    expect(oldest).toEqual({ schema: 1, notes: ['first'] });
  });
});

describe('the fixture of the current schema', () => {
  const text = fixtureText(currentSchema);

  it('is written just as Parley would write it', () => {
    const { dossier, sequence } = readSnapshot(JSON.parse(text));
    expect(formatSnapshot(toSnapshot(dossier, sequence))).toBe(text);
  });

  it('fills every field, and uses every stance and every type of relation', () => {
    const filled = new Set<string>();
    const empty = new Set<string>();
    JSON.parse(text, (name, value: unknown) => {
      const isFilled = value !== null && !(Array.isArray(value) && value.length === 0);
      (isFilled ? filled : empty).add(name);
      return value;
    });
    expect([...empty].filter((name) => !filled.has(name))).toEqual([]);
    for (const word of [...stances, ...relationTypes]) {
      expect(text).toContain(`"${word}"`);
    }
  });
});

import { RuleTester } from 'eslint';
import ts from 'typescript-eslint';
import { describe, it } from 'vitest';
import { docCommentRule } from './doc-comment-rule.js';

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { parser: ts.parser } });
const missing = [{ messageId: 'missing' }];

tester.run('every export of core, api and host has a doc comment', docCommentRule, {
  valid: [
    '/** A day in milliseconds. */ export const dayMs = 86_400_000;',
    '/** Adds. */ export function add() {}',
    'function helper() {}',
    "export * from './elsewhere';",
    '/** A person. */ export const Actor = object(); export type Actor = InferOutput<typeof Actor>;',
    'export const Actor = object(); /** A person. */ export type Actor = InferOutput<typeof Actor>;',
    "/** The kinds, in order. */ export const kinds = ['a']; export type Kind = (typeof kinds)[number];",
  ],
  invalid: [
    { code: 'export const dayMs = 86_400_000;', errors: missing },
    { code: '// A day.\nexport const dayMs = 86_400_000;', errors: missing },
    { code: '/* A day. */ export const dayMs = 86_400_000;', errors: missing },
    { code: 'export function add() {}', errors: missing },
    { code: 'export class Store {}', errors: missing },
    { code: 'export interface Shell {}', errors: missing },
    { code: 'export type Day = string;', errors: missing },
    { code: 'export type Kind = (typeof kinds)[number];', errors: missing },
    { code: 'export const Actor = object(); export type Actor = InferOutput<typeof Actor>;', errors: missing },
  ],
});

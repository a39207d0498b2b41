import { parseArgs } from 'node:util';
import * as v from 'valibot';

/** What the launcher asks of this run of Electron. */
export const LaunchOptions = v.strictObject({
  /** The dossier's absolute path; null leaves the choice to what was open last. */
  path: v.nullable(v.string()),
  acceptOutsideChanges: v.boolean(),
  today: v.nullable(v.string()),
});
export type LaunchOptions = v.InferOutput<typeof LaunchOptions>;

/** Reads the launcher's options; whatever else stands in the command line is Electron's own business. */
export function readLaunchOptions(commandLine: readonly string[], environment: NodeJS.ProcessEnv): LaunchOptions {
  const { values } = parseArgs({
    args: [...commandLine],
    options: { dossier: { type: 'string' }, accept: { type: 'boolean' }, today: { type: 'string' } },
    strict: false,
  });
  return {
    path: typeof values.dossier === 'string' ? values.dossier : null,
    acceptOutsideChanges: values.accept === true,
    today: typeof values.today === 'string' ? values.today : environment.PARLEY_TODAY || null,
  };
}

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { findChromium } from './chromium.js';
import { prepareDiskTools } from './disk-tools.js';
import { runStep, stopSteps } from './runner/run-step.js';
import { reliabilityStages, root, stages } from './runner/steps.js';

/**
 * Runs every check of Parley, or with `--reliability` the long ones about losing nothing, or `--all` of them; of these the
 * ones named with `--only`. Ends with one line of totals.
 *
 * @typedef {import('./runner/steps.js').Step} Step
 * @typedef {import('./runner/run-step.js').Outcome} Outcome
 */

const atOnce = 2;
const tailLines = 80;

/** @type {Map<string, Outcome>} */
const outcomes = new Map();

/** @returns {Step[][]} */
function readPlan() {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true }, reliability: { type: 'boolean' }, all: { type: 'boolean' } },
  });
  const chosen = values.all ? [...stages, ...reliabilityStages] : values.reliability ? reliabilityStages : stages;
  const names = chosen.flat().map((step) => step.name);
  const only = values.only ?? names;
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no step "${unknown}". The steps are: ${names.join(', ')}.`);
  return chosen.map((stage) => stage.filter((step) => only.includes(step.name)));
}

/** @param {Step[]} steps */
async function runStage(steps) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const outcome = await runWhenReady(step);
      outcomes.set(step.name, outcome);
      report(step, outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/**
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function runWhenReady(step) {
  const missing = step.needs.find((name) => (outcomes.get(name)?.failed ?? 0) > 0);
  if (missing !== undefined) {
    return { passed: 0, failed: 1, skipped: [], output: `Not run, because "${missing}" failed.`, tookMs: 0 };
  }
  return runStep(step);
}

/** @param {string} line */
const say = (line) => console.log(indent(line));

/**
 * What a step may need besides other steps.
 * @type {Record<string, () => void | Promise<void>>}
 */
const preparations = {
  /** Finds the browser of the end-to-end tests and says which it is; they then all use that one. */
  async chromium() {
    const { path, how, version } = await findChromium(say);
    process.env.PARLEY_CHROMIUM = path;
    say(`Chromium ${version} at ${path}, ${how}`);
  },
  'disk tools': () => prepareDiskTools(say),
};

/** @param {Step[]} stage */
async function prepare(stage) {
  for (const [name, act] of Object.entries(preparations)) {
    if (outcomes.has(name) || !stage.some((step) => step.needs.includes(name))) continue;
    try {
      await act();
    } catch (error) {
      const output = error instanceof Error ? error.message : String(error);
      outcomes.set(name, { passed: 0, failed: 1, skipped: [], output, tookMs: 0 });
      console.log(`failed  ${name}\n${indent(output)}`);
    }
  }
}

/**
 * @param {Step} step
 * @param {Outcome} outcome
 */
function report(step, outcome) {
  const { passed, failed, skipped, output, tookMs } = outcome;
  const word = failed === 0 ? 'passed' : 'failed';
  const counts = step.counts === 'tests' ? `  ${passed} passed, ${failed} failed, ${skipped.length} skipped` : '';
  console.log(`${word}  ${step.name.padEnd(30)} ${(tookMs / 1000).toFixed(1).padStart(6)} s${counts}`);
  if (failed > 0) console.log(indent(lastLinesOf(output)));
}

/** @param {string} output */
const lastLinesOf = (output) => stripVTControlCharacters(output).trim().split('\n').slice(-tailLines).join('\n');

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, '        ');

// Figures that tests leave for a person to read, one a line.
const figures = join(root, '.cache/test-summaries/reliability.txt');

async function main() {
  const plan = readPlan();
  rmSync(figures, { force: true });
  for (const stage of plan) {
    await prepare(stage);
    await runStage(stage);
  }

  if (existsSync(figures)) say(readFileSync(figures, 'utf8').trim());
  const all = [...outcomes.values()];
  const skipped = all.flatMap((outcome) => outcome.skipped);
  for (const { name, reason } of skipped) console.log(`skipped ${name}: ${reason}`);
  /** @param {'passed' | 'failed'} key */
  const total = (key) => all.reduce((sum, outcome) => sum + outcome[key], 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed, ${skipped.length} skipped`);
  process.exitCode = total('failed') === 0 ? 0 : 1;
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    stopSteps();
    process.exit(130);
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
}

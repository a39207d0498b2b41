import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.js';

/** Longest that a step may take where it does not say otherwise: it only ends what hangs. */
const usualLimitMs = 1_200_000;

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {{ name: string, reason: string }[]} skipped
 * @property {string} output all that the step printed, with the reason last where it did not end by itself
 * @property {number} tookMs
 */

/** @type {Set<() => void>} */
const running = new Set();

/** Ends what is still running, for when the run itself is told to end. */
export function stopSteps() {
  for (const stop of running) stop();
}

/**
 * Runs one step to its end. A step that cannot be started, is killed, overruns or leaves no summary has failed.
 * @param {import('./steps.js').Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep(step) {
  const summaryFolder = join(root, '.cache/test-summaries');
  const summaryPath = join(summaryFolder, `${step.name}.json`);
  if (step.counts === 'tests') {
    mkdirSync(summaryFolder, { recursive: true });
    rmSync(summaryPath, { force: true });
  }
  const startedMs = performance.now();
  const { output, exitedWell } = await runProgram(step, { ...step.env, PARLEY_TEST_SUMMARY: summaryPath });
  const tookMs = performance.now() - startedMs;

  if (step.counts === 'gate') {
    return { passed: exitedWell ? 1 : 0, failed: exitedWell ? 0 : 1, skipped: [], output, tookMs };
  }
  const summary = readSummary(summaryPath);
  // Vitest also fails for what no test can show, such as finding no test at all.
  const failed = exitedWell && summary ? summary.failed : Math.max(1, summary?.failed ?? 0);
  return { passed: summary?.passed ?? 0, failed, skipped: summary?.skipped ?? [], output, tookMs };
}

/**
 * @param {import('./steps.js').Step} step
 * @param {Record<string, string>} env
 * @returns {Promise<{ output: string, exitedWell: boolean }>}
 */
function runProgram(step, env) {
  const ownGroup = process.platform !== 'win32';
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.command, {
      cwd: root,
      // Its own process group, so that a stopped step takes its workers and browsers with it.
      detached: ownGroup,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));

    const stop = () => {
      if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    const limitMs = step.limitMs ?? usualLimitMs;
    const limit = setTimeout(() => {
      output += `\nStopped after ${limitMs / 1000} s, the longest it may take.`;
      stop();
    }, limitMs);
    running.add(stop);

    /** @param {boolean} exitedWell */
    const end = (exitedWell) => {
      clearTimeout(limit);
      running.delete(stop);
      resolve({ output, exitedWell });
    };
    child.once('error', (error) => {
      output += `\nCould not be started: ${error.message}`;
      end(false);
    });
    child.once('close', (code, signal) => {
      if (signal !== null) output += `\nEnded by ${signal}.`;
      end(code === 0);
    });
  });
}

/**
 * @param {string} path
 * @returns {import('./reporter.js').Summary | null} null when the run ended before it wrote one
 */
function readSummary(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

import { writeFileSync } from 'node:fs';

/**
 * What the test command needs to know of one Vitest run.
 * @typedef {object} Summary
 * @property {number} passed
 * @property {number} failed tests that failed, and files and hooks that broke outside a test
 * @property {{ name: string, reason: string }[]} skipped
 */

/** Vitest reporter: writes a `Summary` as JSON to the file that PARLEY_TEST_SUMMARY names. */
export default class SummaryReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Summary} */
    const summary = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      summary.failed += module.errors().length;
      for (const suite of module.children.allSuites()) summary.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        // A test that neither passed nor was skipped on purpose was not run: that is a failure.
        else if (result.state !== 'skipped') summary.failed += 1;
        else summary.skipped.push({ name: test.fullName, reason: result.note ?? 'marked so in the test' });
      }
    }
    writeFileSync(/** @type {string} */ (process.env.PARLEY_TEST_SUMMARY), JSON.stringify(summary));
  }
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

/**
 * Gives the reliability tests a temporary folder in memory. What they say of power cuts they show on file systems of their
 * own; everything else would only wait for a real disk to flush.
 */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'parley-reliability-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4g', 'parley-reliability', folder]);
  process.env['TMPDIR'] = folder;
}

export function teardown(): void {
  // What a test that failed left mounted beneath goes with it.
  execFileSync('umount', ['--recursive', '--lazy', folder]);
  rmSync(folder, { recursive: true });
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs of the reliability tests, and the Debian packages that they come in. */
const tools = new Map([
  ['strace', 'strace'],
  ['mkfs.ext4', 'e2fsprogs'],
  ['chattr', 'e2fsprogs'],
  ['mkfs.xfs', 'xfsprogs'],
  ['mount', 'mount'],
  ['prlimit', 'util-linux'],
]);

/**
 * Sees to it that power can be cut and disks can fail here: root, loop devices, FUSE and some programs, which are installed on
 * Debian where they are missing.
 * @param {(line: string) => void} say hears of an installation, which takes a while
 * @throws {Error} when this machine cannot do it
 */
export function prepareDiskTools(say) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('Power cuts and failing disks are tried on Linux as root, which alone may mount disks.');
  }
  for (const [device, what] of /** @type {const} */ ([
    ['/dev/loop-control', 'loop devices'],
    ['/dev/fuse', 'FUSE'],
  ])) {
    if (!existsSync(device)) throw new Error(`There is no ${what} here (${device}), which power cuts are tried with.`);
  }
  const missing = [...tools].filter(([program]) => !isInstalled(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (!existsSync('/etc/debian_version')) throw new Error(`Install these first: ${packages.join(', ')}.`);
  say(`Installing ${packages.join(', ')} with apt-get.`);
  for (const words of [['update'], ['install', '-y', ...packages]]) {
    const { status, stderr } = spawnSync('apt-get', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`apt-get ${words.join(' ')} failed: ${stderr}`);
  }
}

/** @param {string} program */
function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
